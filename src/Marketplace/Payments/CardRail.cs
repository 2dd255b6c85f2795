using Marketplace.Kernel;
using Marketplace.Payments.Rails.Stripe;

namespace Marketplace.Payments;

/// <summary>The rail for payments by card, where the operator has set one up; otherwise nothing is called and nothing is offered.</summary>
/// <param name="patience">How long one call may take.</param>
public sealed class CardRail(StripeSettings settings, TimeSpan? patience = null)
{
    private readonly Lazy<IRail?> _rail = new(() => settings.IsOn ? new StripeRail(settings, StripeClients.Make(settings, patience)) : null);

    public StripeState State => settings.State;

    /// <summary>Where the provider's pages are in a test; null for the provider's own.</summary>
    public string? TestPages => settings.ApiBase?.GetLeftPart(UriPartial.Authority);

    public IRail? Rail => _rail.Value;

    public bool Carries(Money amount) => Rail?.Info.Carries(amount) == true;
}
