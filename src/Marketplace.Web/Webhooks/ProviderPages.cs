using Marketplace.Payments;
using Marketplace.Web.Security;

namespace Marketplace.Web.Webhooks;

/// <summary>Lets the form of one page lead to the provider's pages: browsers hold the answer of a form to the policy of the page.</summary>
internal static class ProviderPages
{
    // docs.stripe.com/security/guide#content-security-policy: the hosted pages for paying and for accounts.
    private const string Hosts = "https://checkout.stripe.com https://connect.stripe.com";

    public static void AllowProvider(this HttpResponse response, CardRail card) => response.Headers.ContentSecurityPolicy =
        SecurityHeaders.ContentPolicy.Replace("form-action 'self'", $"form-action 'self' {card.TestPages ?? Hosts}", StringComparison.Ordinal);
}
