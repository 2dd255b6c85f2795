using Marketplace.Kernel;

namespace Marketplace.Organisations.OutcomeImport;

/// <summary>One outcome as it would be stored, cleaned and within the lengths of its columns.</summary>
/// <param name="Row">As in <see cref="RowReport"/>.</param>
/// <param name="Identifier">DOI, patent or project number as the source writes it, a DOI without its address.</param>
/// <param name="Keywords">Separated by "; ".</param>
public sealed record ImportedOutcome(int Row, OutcomeKind Kind, string Title, int? Year, string? Abstract, string? Identifier, string? Keywords);

public enum RowVerdict { Accepted = 1, Corrected, Refused }

/// <summary>What became of one row. A row that was corrected in several places has several reports.</summary>
/// <param name="Row">CSV: the row as a spreadsheet numbers it, the header being 1. BibTeX: the line on which the entry begins.</param>
/// <param name="Code">Null for an accepted row; otherwise its text stands in the resource files as a refusal's does.</param>
public sealed record RowReport(int Row, RowVerdict Verdict, string? Code, params object?[] Args);

/// <summary>The whole file: what may be stored, what became of each row, and the columns that nobody understood.</summary>
public sealed record ReadOutcomes(
    IReadOnlyList<ImportedOutcome> Outcomes,
    IReadOnlyList<RowReport> Reports,
    IReadOnlyList<string> IgnoredColumns)
{
    /// <summary>How many rows ended so; a row with several corrections counts once.</summary>
    public int Count(RowVerdict verdict) => Reports.Where(r => r.Verdict == verdict).DistinctBy(r => r.Row).Count();
}

/// <summary>How large a file may be.</summary>
public sealed record OutcomeImportLimits(int MaxBytes = 5 << 20, int MaxRows = 5_000);
