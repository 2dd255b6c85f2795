using Marketplace.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Organisations;

internal sealed class OrganisationMap :
    IEntityTypeConfiguration<Organisation>, IEntityTypeConfiguration<Outcome>,
    IEntityTypeConfiguration<Membership>, IEntityTypeConfiguration<RoleGrant>
{
    public void Configure(EntityTypeBuilder<Organisation> organisation)
    {
        organisation.ToTable("Organisations");
        organisation.Property(o => o.Name).HasMaxLength(200);
        organisation.Property(o => o.NameEn).HasMaxLength(200);
        organisation.Property(o => o.CreditCode).HasMaxLength(18);
        organisation.Property(o => o.CreditCodeOverruled).HasMaxLength(1000);
        organisation.Property(o => o.Country).HasMaxLength(2);
        organisation.Property(o => o.Address).HasMaxLength(300);
        organisation.Property(o => o.Website).HasMaxLength(300);
        organisation.Property(o => o.VerifiedName).HasMaxLength(200);
        organisation.Property(o => o.VerifiedCreditCode).HasMaxLength(18);
        organisation.Property(o => o.VerifiedCountry).HasMaxLength(2);
        organisation.Property(o => o.VerificationNote).HasMaxLength(2000);
        organisation.PrimitiveCollection(o => o.Fields).HasMaxLength(-1);
        organisation.PrimitiveCollection(o => o.Keywords).HasMaxLength(-1);
        organisation.PrimitiveCollection(o => o.Equipment).HasMaxLength(-1);
        organisation.Property(o => o.Version).IsConcurrencyToken();
        organisation.HasIndex(o => o.CreditCode).IsUnique();
        organisation.HasIndex(o => new { o.Verification, o.VerificationAskedAt });
        organisation.HasIndex(o => new { o.Verification, o.Kind, o.Name });
        organisation.Ignore(o => o.IsVerified);
    }

    public void Configure(EntityTypeBuilder<Outcome> outcome)
    {
        outcome.ToTable("Outcomes");
        outcome.Property(o => o.Title).HasMaxLength(500);
        outcome.Property(o => o.Abstract).HasMaxLength(AddOutcome.MaxAbstract);
        outcome.Property(o => o.Identifier).HasMaxLength(200);
        outcome.Property(o => o.Keywords).HasMaxLength(500);
        outcome.Property(o => o.Source).HasMaxLength(300);
        outcome.HasOne<Organisation>().WithMany().HasForeignKey(o => o.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        outcome.HasIndex(o => new { o.OrganisationId, o.Year });
    }

    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("Memberships");
        membership.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
        membership.HasOne<Organisation>().WithMany().HasForeignKey(m => m.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        membership.HasIndex(m => new { m.OrganisationId, m.PersonId });
        membership.HasIndex(m => m.PersonId);
    }

    public void Configure(EntityTypeBuilder<RoleGrant> grant)
    {
        grant.ToTable("RoleGrants");
        grant.Property(g => g.Reason).HasMaxLength(1000);
        grant.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Cascade);
        grant.HasIndex(g => g.PersonId);
    }
}
