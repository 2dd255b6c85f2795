using Marketplace.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Organisations;

internal sealed class InvitationMap : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("Invitations");
        invitation.Property(i => i.Email).HasMaxLength(Person.EmailLength);
        invitation.Property(i => i.NormalizedEmail).HasMaxLength(Person.EmailLength);
        invitation.Property(i => i.Culture).HasMaxLength(10);
        invitation.HasOne<Organisation>().WithMany().HasForeignKey(i => i.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        invitation.HasIndex(i => new { i.OrganisationId, i.ExpiresAt });
        invitation.HasIndex(i => new { i.NormalizedEmail, i.InvitedAt });
    }
}
