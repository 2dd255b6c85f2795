namespace Marketplace.Kernel;

/// <summary>A setting that stops the start. The message is one line, for the person at the console.</summary>
public sealed class SettingException(string setting, string problem) : Exception($"Setting {setting} {problem}.")
{
    public string Setting { get; } = setting;
}
