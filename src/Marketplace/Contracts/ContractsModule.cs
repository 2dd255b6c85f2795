using Marketplace.Awards;
using Marketplace.Contracts.Cards;
using Marketplace.Contracts.Changes;
using Marketplace.Contracts.Ends;
using Marketplace.Contracts.Funding;
using Marketplace.Contracts.Milestones;
using Marketplace.Contracts.Papers;
using Marketplace.Contracts.Payouts;
using Marketplace.Contracts.Reconciliation;
using Marketplace.Contracts.Statements;
using Marketplace.Events;
using Marketplace.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Contracts;

/// <summary>
/// From the final award to the last payment: the contract and its signatures, paying in with two officers where much is at stake,
/// milestones and their acceptance, payments to the winner, refunds, freezes and early ends, the bank's statements, and the settling of the challenge.
/// </summary>
public static class ContractsModule
{
    public static IServiceCollection AddContracts(this IServiceCollection services)
    {
        services.AddSubscriber<BeginContracts>("contracts.begin", typeof(AwardMade));
        services.AddScoped<DraftContract>();
        services.AddScoped<SignContract>();
        services.AddScoped<ContractQueries>();
        services.AddScoped<FundsQueries>();
        services.AddScoped<PublisherRecords>();
        services.AddScoped<ContractFiles>();
        AddMoney(services);
        services.AddCards();
        services.AddScoped<SubmitEvidence>();
        services.AddScoped<AcceptMilestone>();
        services.AddScoped<RejectMilestone>();
        services.AddScoped<OfferPart>();
        services.AddScoped<AnswerPart>();
        services.AddJob<SilenceClock>("contracts.silence", TimeSpan.FromMinutes(10));
        AddEnds(services);
        AddPapers(services);
        AddChanges(services);
        AddStatements(services);
        return services;
    }

    private static void AddStatements(IServiceCollection services)
    {
        services.AddScoped<ImportStatement>();
        services.AddScoped<MatchLine>();
        services.AddScoped<ExplainLine>();
        services.AddScoped<StatementQueries>();
        services.AddScoped<Reconcile>();
        services.AddJob<ReconcileHourly>("money.reconcile-hourly", TimeSpan.FromHours(1));
        services.AddJob<ReconcileNightly>("money.reconcile-nightly", TimeSpan.FromHours(1));
        services.AddSubscriber<MatchStatement>("statements.match", typeof(StatementImported));
    }

    private static void AddEnds(IServiceCollection services)
    {
        services.AddScoped<ProposeTermination>();
        services.AddScoped<WithdrawTermination>();
        services.AddScoped<AnswerTermination>();
        services.AddScoped<FreezeContract>();
        services.AddScoped<ThawContract>();
        services.AddScoped<EndsQueries>();
        services.AddJob<SigningClock>("contracts.signing", TimeSpan.FromMinutes(10));
    }

    private static void AddChanges(IServiceCollection services)
    {
        services.AddScoped<ProposeChange>();
        services.AddScoped<AnswerChange>();
        services.AddScoped<DecideChange>();
        services.AddScoped<WithdrawChange>();
        services.AddScoped<ChangeQueries>();
    }

    private static void AddPapers(IServiceCollection services)
    {
        services.AddScoped<RegisterContract>();
        services.AddScoped<ContractPapers>();
        services.AddScoped<RegistrationQueries>();
        services.AddSingleton(_ => PaperFont.OfMachine);
    }

    private static void AddMoney(IServiceCollection services)
    {
        services.AddScoped<ClaimFunding>();
        services.AddScoped<ConfirmFunding>();
        services.AddScoped<RejectFunding>();
        services.AddScoped<ReverseFunding>();
        services.AddScoped<ReturnSuspense>();
        services.AddScoped<AssignSuspense>();
        services.AddScoped<OrderPayout>();
        services.AddScoped<SettlePayout>();
        services.AddScoped<ReturnPayout>();
        services.AddScoped<MoneyQueries>();
        services.AddScoped<JournalExport>();
    }
}
