using Marketplace.Accounts;
using Microsoft.AspNetCore.Identity;

namespace Marketplace.Web.Security;

/// <summary>
/// The two halves of a passkey's use: options with a challenge to the browser, its answer back and verified by Identity.
/// The challenge waits in a sealed cookie; that it serves once is kept by the use cases.
/// </summary>
public sealed class PasskeyCeremony(IPasskeyHandler<Person> handler, SealedCookies cookies)
{
    private const string Creation = "passkey-creation";
    private const string Request = "passkey-request";
    private const int LongestAnswer = 20_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Options for navigator.credentials.create, as JSON.</summary>
    public async Task<string> OfferCreation(HttpContext context, PersonView person)
    {
        var entity = new PasskeyUserEntity { Id = person.Id.ToString("D"), Name = person.Email, DisplayName = person.Name };
        var options = await handler.MakeCreationOptionsAsync(entity, context);
        cookies.Write(context, Creation, options.AttestationState ?? "", Lifetime);
        return options.CreationOptionsJson;
    }

    /// <summary>Options for navigator.credentials.get, as JSON; for nobody in particular, so that they tell nothing about anybody.</summary>
    public async Task<string> OfferRequest(HttpContext context)
    {
        var options = await handler.MakeRequestOptionsAsync(null, context);
        cookies.Write(context, Request, options.AssertionState ?? "", Lifetime);
        return options.RequestOptionsJson;
    }

    /// <summary>The new passkey and the challenge that it answered; null where the answer does not hold.</summary>
    public async Task<(UserPasskeyInfo Passkey, string Challenge)?> Created(HttpContext context, Guid? personId, string? answer)
    {
        if (Take(context, Creation, answer) is not { } state) return null;
        var result = await handler.PerformAttestationAsync(new() { HttpContext = context, CredentialJson = answer!, AttestationState = state });
        return result.Succeeded && result.UserEntity.Id == personId?.ToString("D") ? (result.Passkey, state) : null;
    }

    /// <summary>Whose passkey answered, with its new counter, and the challenge; null where the answer does not hold.</summary>
    public async Task<(Person Person, UserPasskeyInfo Passkey, string Challenge)?> Answered(HttpContext context, string? answer)
    {
        if (Take(context, Request, answer) is not { } state) return null;
        var result = await handler.PerformAssertionAsync(new() { HttpContext = context, CredentialJson = answer!, AssertionState = state });
        return result.Succeeded ? (result.User, result.Passkey, state) : null;
    }

    private string? Take(HttpContext context, string cookie, string? answer)
    {
        var state = cookies.Read(context, cookie);
        cookies.Delete(context, cookie);
        return answer is { Length: > 0 and <= LongestAnswer } ? state : null;
    }
}
