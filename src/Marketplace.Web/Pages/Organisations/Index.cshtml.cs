using Marketplace.Kernel;
using Marketplace.Organisations;
using Marketplace.Web.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.OutputCaching;

namespace Marketplace.Web.Pages.Organisations;

/// <summary>The directory of verified organisations.</summary>
[AllowAnonymous]
[OutputCache(PolicyName = PublicPages.Policy)]
public sealed class IndexModel(OrganisationDirectory directory, Texts texts) : PageModel
{
    private const int FieldsShown = 12;

    /// <summary>The first ideograph of Unicode's main block.</summary>
    private const char CjkStart = '\u4E00';

    public DirectoryPage Found { get; private set; } = null!;

    public DirectoryFilter Filter => Found.Filter;

    public IReadOnlyList<string> Marked { get; private set; } = [];

    public Paging Paging => new(Found.Page, DirectoryFilter.PageSize, Found.Total);

    /// <summary>Profiles name their fields in both languages: those of the reader's come first.</summary>
    public IEnumerable<FieldCount> Fields => Found.Counts.Fields.OrderByDescending(f => f.Field.Any(c => c >= CjkStart) == texts.IsChinese).Take(FieldsShown);

    public async Task OnGetAsync(CancellationToken ct)
    {
        Found = await directory.Find(DirectoryAddress.Read(Request.Query), ct);
        Marked = Filter.Words?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];
    }
}
