using global::Stripe.V2.Core;

namespace Marketplace.Payments.Rails.Stripe;

/// <summary>Accounts that are paid: the recipient configuration of Accounts v2 (docs.stripe.com/connect/accounts-v2).</summary>
internal sealed partial class StripeRail
{
    // Without this the answer leaves the configuration out, as if there were none.
    private static readonly List<string> Recipient = ["configuration.recipient"];

    public async Task<(string? Account, Outcome Outcome)> OpenPayee(string op, string name, string email, CancellationToken ct)
    {
        try
        {
            var account = await client.V2.Core.Accounts.CreateAsync(new AccountCreateOptions
            {
                Dashboard = "express",
                DisplayName = name,
                ContactEmail = email,
                Include = Recipient,
                Metadata = Named(op),
                Configuration = new AccountCreateConfigurationOptions
                {
                    Recipient = new AccountCreateConfigurationRecipientOptions
                    {
                        Capabilities = new AccountCreateConfigurationRecipientCapabilitiesOptions
                        {
                            StripeBalance = new AccountCreateConfigurationRecipientCapabilitiesStripeBalanceOptions
                            {
                                StripeTransfers = new AccountCreateConfigurationRecipientCapabilitiesStripeBalanceStripeTransfersOptions { Requested = true },
                            },
                        },
                    },
                },
            }, Once(op, 1), ct);
            return (account.Id, new Outcome.Done(account.Id));
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            return (null, StripeFaults.OutcomeOf(e));
        }
    }

    public async Task<(Uri? Address, Outcome Outcome)> PayeePage(string op, string account, Uri back, Uri again, CancellationToken ct)
    {
        try
        {
            var link = await client.V2.Core.AccountLinks.CreateAsync(new AccountLinkCreateOptions
            {
                Account = account,
                UseCase = new AccountLinkCreateUseCaseOptions
                {
                    Type = "account_onboarding",
                    AccountOnboarding = new AccountLinkCreateUseCaseAccountOnboardingOptions
                    {
                        ReturnUrl = back.ToString(), RefreshUrl = again.ToString(),
                    },
                },
            }, Once(op, 1), ct);
            return (new Uri(link.Url), new Outcome.Done(account));
        }
        catch (Exception e) when (StripeFaults.IsFault(e, ct))
        {
            return (null, StripeFaults.OutcomeOf(e));
        }
    }

    public Task<PayeeState> PayeeState(string account, CancellationToken ct) => Reading(async () =>
    {
        var found = await client.V2.Core.Accounts.GetAsync(account, new AccountGetOptions { Include = Recipient }, cancellationToken: ct);
        return found.Configuration?.Recipient?.Capabilities?.StripeBalance?.StripeTransfers?.Status switch
        {
            "active" => Payments.PayeeState.Active,
            "restricted" or "unsupported" => Payments.PayeeState.Restricted,
            _ => Payments.PayeeState.Unfinished,
        };
    }, ct);
}
