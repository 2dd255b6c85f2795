using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Pages.Workspace.Challenges;

/// <summary>The pages of the wizard in their order, and where one stands.</summary>
/// <param name="Here">The page shown: the name of a step in lower case, <c>attachments</c> or <c>check</c>.</param>
/// <param name="Missing">What submission would still refuse; a step without such is done.</param>
public sealed record WizardSteps(Guid ChallengeId, string Here, IReadOnlyList<Refusal> Missing)
{
    public const string Attachments = "attachments";
    public const string Check = "check";

    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<ChallengeStep>().Select(s => s.ToString().ToLowerInvariant()), Attachments, Check];

    public static ChallengeStep? Parse(string? name) =>
        name is not null && char.IsAsciiLetterLower(name[0]) && Enum.TryParse<ChallengeStep>(name, ignoreCase: true, out var step) && Enum.IsDefined(step) ? step : null;

    public IEnumerable<(string Name, string Address, bool IsDone)> Pages => Names.Select(name => (name, AddressOf(name), IsDone(name)));

    public string? Next => Names.SkipWhile(n => n != Here).Skip(1).FirstOrDefault() is { } next ? AddressOf(next) : null;

    public string? Before => Names.TakeWhile(n => n != Here).LastOrDefault() is { } before ? AddressOf(before) : null;

    public string AddressOf(string name) => $"/workspace/challenges/{ChallengeId}/{(name == Check ? Check : $"edit/{name}")}";

    /// <summary>Where a refusal is mended: the step, with its faults shown, at the field.</summary>
    public static string AddressOf(Guid challengeId, Refusal refusal)
    {
        var step = ChallengeContent.StepOf(refusal.Field) ?? ChallengeStep.Need;
        var field = $"{step}.{refusal.Field}".Replace('.', '_').Replace('[', '_').Replace(']', '_');
        return $"/workspace/challenges/{challengeId}/edit/{step.ToString().ToLowerInvariant()}?check=true#{field}";
    }

    private bool IsDone(string name) => Parse(name) is { } step && !Missing.Any(r => ChallengeContent.StepOf(r.Field) == step);
}
