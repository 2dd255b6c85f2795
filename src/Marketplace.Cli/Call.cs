using Marketplace.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Cli;

/// <summary>One call of a command: its options, the use cases, and where to write.</summary>
internal sealed class Call(IReadOnlyDictionary<string, string> options, IServiceProvider services, Texts texts, TextWriter output, TextWriter error)
{
    public Texts Texts { get; } = texts;

    public string this[string option] => options[option];

    public string Or(string option, string otherwise) => options.GetValueOrDefault(option, otherwise);

    public T Service<T>() where T : notnull => services.GetRequiredService<T>();

    public void Say(string key, params object?[] args) => output.WriteLine(Texts[key, args]);

    /// <summary>Writes one reason and answers with the exit code for a refusal.</summary>
    public int Refuse(string key, params object?[] args)
    {
        error.WriteLine(Texts[key, args]);
        return ExitCode.Refused;
    }

    /// <summary>Writes every reason and answers with the exit code for a refusal.</summary>
    public int Refuse(IEnumerable<Refusal> refusals)
    {
        foreach (var refusal in refusals) error.WriteLine(Texts.Refusal(refusal));
        return ExitCode.Refused;
    }
}
