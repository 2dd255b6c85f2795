namespace Marketplace.Web.Look;

public enum StepState { Done, Current, Ahead }

/// <summary>One station in the life of a challenge or bid.</summary>
/// <param name="At">When it was reached, or is due.</param>
/// <param name="Note">One line beside it, such as who has to move.</param>
public sealed record Step(string Name, StepState State, DateTimeOffset? At = null, string? Note = null);

/// <summary>The stations in order. Shown by <c>_Stepper</c>.</summary>
/// <param name="Wide">Along the page where there is room, for at most eight steps.</param>
public sealed record Stepper(IReadOnlyList<Step> Steps, bool Wide = false);
