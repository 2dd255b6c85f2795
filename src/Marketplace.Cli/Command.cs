namespace Marketplace.Cli;

/// <summary>One command of the command line. Its summary stands in the texts as <c>Cli.{Name}.Summary</c>, each option as <c>Cli.{Name}.{option}</c>.</summary>
/// <param name="Required">Options that must be given, without the dashes.</param>
/// <param name="Optional">Options that may be given.</param>
/// <param name="Run">Does it, and answers with the exit code.</param>
internal sealed record Command(string Name, string[] Required, string[] Optional, Func<Call, CancellationToken, Task<int>> Run)
{
    public IEnumerable<string> Options => Required.Concat(Optional);
}

/// <summary>What outsiders may rely on (README).</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;
}
