using Marketplace.Awards;
using Marketplace.Bids;
using Marketplace.Challenges;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Contracts;

internal sealed class ContractMap : IEntityTypeConfiguration<Contract>, IEntityTypeConfiguration<ContractIndicator>, IEntityTypeConfiguration<ContractSignature>
{
    private const int Sha256 = 64;

    public void Configure(EntityTypeBuilder<Contract> contract)
    {
        contract.ToTable("Contracts");
        contract.Property(c => c.Id).ValueGeneratedNever();
        contract.Property(c => c.Code).HasMaxLength(40);
        contract.Property(c => c.Reference).HasMaxLength(40);
        contract.Property(c => c.BidSha256).HasMaxLength(Sha256);
        contract.Property(c => c.TextSha256).HasMaxLength(Sha256);
        contract.Property(c => c.Text).HasMaxLength(ContractRules.MaxText);
        contract.Property(c => c.PayeeBank).HasMaxLength(ContractRules.MaxBank);
        contract.Property(c => c.PayeeAccount).HasMaxLength(ContractRules.MaxAccount);
        contract.Property(c => c.Leader).HasMaxLength(ContractRules.MaxLeader);
        contract.Property(c => c.PledgedBy).HasMaxLength(ContractRules.MaxLeader);
        contract.Property(c => c.Pledge).HasMaxLength(ContractRules.MaxText);
        contract.Property(c => c.RegistrationNumber).HasMaxLength(16);
        contract.Property(c => c.FreezeReason).HasMaxLength(ContractRules.MaxReason);
        contract.Property(c => c.Status).IsConcurrencyToken();
        contract.Property(c => c.Draft).IsConcurrencyToken();
        contract.Ignore(c => c.Amount);
        contract.Ignore(c => c.Standing);
        contract.Ignore(c => c.IsFrozen);
        contract.HasOne<Challenge>().WithMany().HasForeignKey(c => c.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<Award>().WithMany().HasForeignKey(c => c.AwardId).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<Bid>().WithMany().HasForeignKey(c => c.BidId).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<Organisation>().WithMany().HasForeignKey(c => c.PublisherId).OnDelete(DeleteBehavior.Restrict);
        contract.HasOne<Organisation>().WithMany().HasForeignKey(c => c.BidderId).OnDelete(DeleteBehavior.Restrict);
        contract.HasMany(c => c.Indicators).WithOne().HasForeignKey(i => i.ContractId).OnDelete(DeleteBehavior.Cascade);
        contract.HasMany(c => c.Signatures).WithOne().HasForeignKey(s => s.ContractId).OnDelete(DeleteBehavior.Cascade);
        contract.HasMany(c => c.Milestones).WithOne().HasForeignKey(m => m.ContractId).OnDelete(DeleteBehavior.Cascade);
        // The award's event may be heard twice, and makes each contract once.
        contract.HasIndex(c => new { c.AwardId, c.BidId }).IsUnique();
        contract.HasIndex(c => new { c.Year, c.Number }).IsUnique();
        contract.HasIndex(c => c.Code).IsUnique();
        contract.HasIndex(c => c.Reference).IsUnique();
        contract.HasIndex(c => c.RegistrationNumber).IsUnique();
        contract.HasIndex(c => c.FrozenAt);
        contract.HasIndex(c => new { c.Status, c.SignBy });
        contract.HasIndex(c => c.ChallengeId);
        contract.HasIndex(c => c.PublisherId);
        contract.HasIndex(c => c.BidderId);
    }

    public void Configure(EntityTypeBuilder<ContractIndicator> indicator)
    {
        indicator.ToTable("ContractIndicators").HasKey(i => new { i.ContractId, i.Position });
        indicator.Property(i => i.Position).ValueGeneratedNever();
        indicator.Property(i => i.Name).HasMaxLength(200);
        indicator.Property(i => i.Statement).HasMaxLength(1000);
        indicator.Property(i => i.Unit).HasMaxLength(40);
        indicator.Property(i => i.TestMethod).HasMaxLength(1000);
    }

    public void Configure(EntityTypeBuilder<ContractSignature> signature)
    {
        signature.ToTable("ContractSignatures").HasKey(s => new { s.ContractId, s.Draft, s.Party });
        signature.Property(s => s.TypedName).HasMaxLength(ContractRules.MaxName);
        signature.Property(s => s.TextSha256).HasMaxLength(Sha256);
    }
}
