using Marketplace.Accounts;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Marketplace.Web.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Web.Pages.Account;

/// <summary>A person's passkeys: add, name, remove.</summary>
[FreshSignIn]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class PasskeysModel(AddPasskey add, EditPasskey edit, PasskeyCeremony ceremony, PersonQueries queries, CurrentActor current, Texts texts) : PageModel
{
    public PersonView Person { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await queries.Find(current.Actor.PersonId, ct) is not { } person) return NotFound();
        Person = person;
        return Page();
    }

    /// <summary>For passkey.js: the challenge.</summary>
    public async Task<IActionResult> OnPostOptions(CancellationToken ct) =>
        await queries.Find(current.Actor.PersonId, ct) is { } person ? Content(await ceremony.OfferCreation(HttpContext, person), "application/json") : NotFound();

    public async Task<IActionResult> OnPostAdd(string? name, string? credential, CancellationToken ct)
    {
        var created = await ceremony.Created(HttpContext, current.Actor.PersonId, credential);
        if (created is not { } proof) return await Refused([SignInWithPasskey.Failed], ct);
        var named = string.IsNullOrWhiteSpace(name) ? texts["Account.Passkeys.Unnamed"] : name;
        return await Answer(await add.Run(new(proof.Passkey, named, proof.Challenge), current.Actor, ct), "Account.Passkeys.Added", ct);
    }

    public async Task<IActionResult> OnPostRename(string? id, string? name, CancellationToken ct) =>
        Read(id) is { } key ? await Answer(await edit.Rename(key, name ?? "", current.Actor, ct), "Account.Saved", ct) : NotFound();

    public async Task<IActionResult> OnPostRemove(string? id, CancellationToken ct) =>
        Read(id) is { } key ? await Answer(await edit.Remove(key, current.Actor, ct), "Account.Passkeys.Removed", ct) : NotFound();

    private async Task<IActionResult> Answer(Result<Done> answer, string notice, CancellationToken ct)
    {
        if (!answer.IsOk) return answer.Refusal == Refusal.NotFound ? NotFound() : await Refused(answer.Refusals, ct);
        TempData["Notice"] = notice;
        return RedirectToPage();
    }

    private async Task<IActionResult> Refused(IEnumerable<Refusal> refusals, CancellationToken ct)
    {
        ModelState.AddRefusals(texts, refusals);
        return await OnGet(ct);
    }

    private static byte[]? Read(string? id)
    {
        if (id is null) return null;
        try
        {
            return Convert.FromHexString(id);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
