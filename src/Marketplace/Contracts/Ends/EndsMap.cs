using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts.Ends;

internal sealed class EndsMap : IEntityTypeConfiguration<Termination>
{
    public void Configure(EntityTypeBuilder<Termination> termination)
    {
        termination.ToTable("Terminations");
        termination.Property(t => t.Id).ValueGeneratedNever();
        termination.Property(t => t.Reason).HasMaxLength(ContractRules.MaxReason);
        termination.Property(t => t.Answer).HasMaxLength(ContractRules.MaxReason);
        termination.Property(t => t.Status).IsConcurrencyToken();
        termination.Ignore(t => t.Outcome);
        termination.HasOne<Contract>().WithMany().HasForeignKey(t => t.ContractId).OnDelete(DeleteBehavior.Restrict);
        termination.HasIndex(t => t.ContractId).IsUnique().HasFilter($"\"Status\" = {(int)TerminationStatus.Proposed}").HasDatabaseName("IX_Terminations_OnlyOne");
        termination.HasIndex(t => new { t.ContractId, t.AskedAt });
        termination.HasIndex(t => new { t.Status, t.Ground });
    }
}
