namespace Marketplace.Kernel;

/// <summary>A setting that stops the start. The message is one line, for the person at the console.</summary>
public sealed class SettingException(string setting, string problem) : Exception($"Setting {setting} {problem}.")
{
    public string Setting { get; } = setting;

    /// <summary>From here on a wrong setting ends the program with exit code 1 and its one line, without a stack trace.</summary>
    public static void EndsTheProgram() => AppDomain.CurrentDomain.UnhandledException += (_, unhandled) =>
    {
        if (unhandled.ExceptionObject is not SettingException wrong) return;
        Console.Error.WriteLine(wrong.Message);
        Environment.Exit(1);
    };
}
