using Marketplace.Events;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Organisations;

/// <summary>Organisations, their members and verification; who may do what.</summary>
public static class OrganisationsModule
{
    public static IServiceCollection AddOrganisations(this IServiceCollection services)
    {
        services.AddListener<Actors>();
        services.AddScoped<AddMember>();
        services.AddSubscriber<InvitationMails>("invitation-mails", typeof(InvitationSent));
        services.AddSingleton<InvitationLinks>();
        services.AddScoped<LicenceQueries>();
        services.AddScoped<MemberQueries>();
        services.AddScoped<OrganisationDirectory>();
        services.AddScoped<OrganisationLookup>();
        services.AddScoped<OrganisationQueries>();
        services.AddScoped<OutcomeFileQueries>();
        services.AddScoped<OutcomeQueries>();
        services.AddScoped<PeopleQueries>();
        services.AddScoped<VerificationQueue>();
        services.AddScoped<AcceptInvitation>();
        services.AddScoped<AddOutcome>();
        services.AddScoped<AskForVerification>();
        services.AddScoped<AssignGroup>();
        services.AddScoped<ChangeMembership>();
        services.AddScoped<CheckOutcomes>();
        services.AddScoped<DecideVerification>();
        services.AddScoped<EndMembership>();
        services.AddScoped<GrantRole>();
        services.AddScoped<ImportOutcomes>();
        services.AddScoped<InviteMember>();
        services.AddScoped<RegisterOrganisation>();
        services.AddScoped<ReinstatePerson>();
        services.AddScoped<RemoveOutcome>();
        services.AddScoped<RevokeRole>();
        services.AddScoped<SaveOrganisation>();
        services.AddScoped<SuspendPerson>();
        services.AddScoped<UploadLicence>();
        services.AddScoped<WithdrawInvitation>();
        return services;
    }
}
