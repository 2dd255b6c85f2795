using System.ComponentModel.DataAnnotations;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Web.Pages.Development;

/// <summary>Every shared piece on one page, to look at. Absent outside development.</summary>
[AllowAnonymous]
public sealed class StyleGuideModel(IHostEnvironment environment, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Sample Input { get; set; } = new();

    public DateTimeOffset Now => clock.GetUtcNow();

    public IEnumerable<SelectListItem> Rights => [Choice("Ip1"), Choice("Ip2"), Choice("Ip3")];

    public IActionResult OnGet(bool errors = false)
    {
        if (!environment.IsDevelopment()) return NotFound();
        if (errors) ModelState.AddModelError("Input.Title", texts["StyleGuide.FieldTitleError"]);
        return Page();
    }

    public IActionResult OnPost() => OnGet(errors: string.IsNullOrWhiteSpace(Input.Title));

    public static Money Yuan(long yuan) => new(yuan * 100, Currency.CNY);

    private SelectListItem Choice(string name) => new(texts["StyleGuide." + name], name);

    public sealed class Sample
    {
        [StringLength(200)]
        public string? Title { get; set; }
        [StringLength(40)]
        public string? Amount { get; set; }
        [StringLength(4000)]
        public string? Background { get; set; }
        [StringLength(40)]
        public string? Rights { get; set; }
        [StringLength(40)]
        public string? Kind { get; set; }
        [StringLength(40)]
        public string? Deadline { get; set; }
        public bool Agreed { get; set; }
        [StringLength(40)]
        public string? Attachment { get; set; }
    }
}
