using Marketplace.Contracts.Papers;
using Marketplace.Kernel;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Workspace.Contracts;

/// <summary>Contract and pledge as downloads: <c>contract.docx</c>, <c>contract.pdf</c>, <c>pledge.docx</c>, <c>pledge.pdf</c>, in either language.</summary>
public sealed class PaperModel(ContractPapers papers, PaperFont font, TextCatalogue catalogue, CurrentActor current) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, string file, string? language, CancellationToken ct)
    {
        var (name, format) = (Path.GetFileNameWithoutExtension(file), Path.GetExtension(file));
        if (format != ".docx" && (format != ".pdf" || !font.IsUsable)) return NotFound();
        if (await Find(name, id, catalogue.For(language), ct) is not { } paper) return NotFound();
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.XContentTypeOptions = "nosniff";
        // The name goes out in both forms, plain and by RFC 5987 for what is not Latin.
        return format == ".pdf"
            ? File(PdfPaper.Write(paper, font), PdfPaper.MediaType, $"{paper.Code} {paper.Title}.pdf")
            : File(DocxPaper.Write(paper), DocxPaper.MediaType, $"{paper.Code} {paper.Title}.docx");
    }

    private Task<Paper?> Find(string name, Guid id, Texts texts, CancellationToken ct) => name switch
    {
        "contract" => papers.Contract(id, current.Actor, texts, ct),
        "pledge" => papers.Pledge(id, current.Actor, texts, ct),
        _ => Task.FromResult<Paper?>(null),
    };
}
