using Marketplace.Awards;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Notices;

/// <summary>One public notice, as it prints on paper.</summary>
[AllowAnonymous]
public sealed class NoticeModel(NoticeQueries notices, TimeProvider clock) : PageModel
{
    private const int LongestCode = 40;

    public NoticeView Notice { get; private set; } = null!;

    public bool IsOver => clock.GetUtcNow() >= Notice.Notice.EndsAt;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (code.Length > LongestCode || await notices.One(code, ct) is not { } notice) return NotFound();
        Notice = notice;
        return Page();
    }
}
