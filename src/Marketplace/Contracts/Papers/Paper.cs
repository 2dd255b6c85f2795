namespace Marketplace.Contracts.Papers;

/// <summary>A document as it is printed: written once, rendered by <see cref="DocxPaper"/> and <see cref="PdfPaper"/> alike.</summary>
/// <param name="Language">Tag of the language it is written in.</param>
/// <param name="Code">Stands at the head of every page.</param>
/// <param name="Mark">A warning at the head of every page, such as that nothing is signed; null where there is none.</param>
/// <param name="PageOf">How pages are counted: {0} is the page and {1} how many there are.</param>
public sealed record Paper(string Language, string Title, string Code, string? Mark, string PageOf, IReadOnlyList<PaperPart> Parts);

public abstract record PaperPart
{
    public sealed record Heading(string Text) : PaperPart;

    public sealed record Paragraph(string Text) : PaperPart;

    /// <summary>A remark in small grey type.</summary>
    public sealed record Note(string Text) : PaperPart;

    /// <summary>Names and values, each pair in a row.</summary>
    public sealed record Facts(IReadOnlyList<PaperFact> Rows) : PaperPart;

    public sealed record Table(IReadOnlyList<PaperColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : PaperPart;

    /// <summary>What follows begins on a page of its own, under its own title.</summary>
    public sealed record Annex(string Title) : PaperPart;
}

public sealed record PaperFact(string Name, string Value);

/// <param name="Share">Of the width, in percent.</param>
public sealed record PaperColumn(string Name, int Share, bool IsNumber = false);
