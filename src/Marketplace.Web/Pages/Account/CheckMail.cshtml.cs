using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>A mail may be on its way. The page reads the same whether the address is known or not.</summary>
[AllowAnonymous]
public sealed class CheckMailModel(IHostEnvironment environment) : PageModel
{
    /// <summary>As it was typed, so that a slip is seen.</summary>
    public string? MailedTo { get; private set; }

    public bool ShowsDroppedMail => environment.IsDevelopment();

    public void OnGet() => MailedTo = TempData["MailedTo"] as string;
}
