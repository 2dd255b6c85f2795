using Marketplace.Challenges;
using Marketplace.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Bids;

internal sealed class BidMap :
    IEntityTypeConfiguration<Bid>, IEntityTypeConfiguration<BidSeal>, IEntityTypeConfiguration<BidFile>,
    IEntityTypeConfiguration<BidKey>, IEntityTypeConfiguration<OpenedBid>
{
    public void Configure(EntityTypeBuilder<Bid> bid)
    {
        bid.ToTable("Bids");
        bid.Property(b => b.Sha256).HasMaxLength(32);
        bid.Property(b => b.Changes).IsConcurrencyToken();
        bid.Ignore(b => b.IsDraftAhead);
        bid.HasOne<Challenge>().WithMany().HasForeignKey(b => b.ChallengeId).OnDelete(DeleteBehavior.Restrict);
        bid.HasOne<Organisation>().WithMany().HasForeignKey(b => b.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        // One active bid for each organisation and challenge.
        bid.HasIndex(b => new { b.ChallengeId, b.OrganisationId }).IsUnique().HasFilter($"\"Status\" <> {(int)BidStatus.Withdrawn}");
        bid.HasIndex(b => new { b.ChallengeId, b.Status });
        bid.HasIndex(b => new { b.OrganisationId, b.StartedAt });
    }

    public void Configure(EntityTypeBuilder<BidSeal> seal)
    {
        seal.ToTable("BidSeals").HasKey(s => new { s.BidId, s.Version });
        seal.Property(s => s.Nonce).HasMaxLength(Seal.NonceBytes);
        seal.Property(s => s.Tag).HasMaxLength(Seal.TagBytes);
        seal.Property(s => s.Sha256).HasMaxLength(32);
        seal.Property(s => s.IdempotencyKey).HasMaxLength(BidRules.MaxIdempotencyKey);
        seal.Ignore(s => s.Bytes);
        seal.HasOne<Bid>().WithMany().HasForeignKey(s => s.BidId).OnDelete(DeleteBehavior.Restrict);
        seal.HasIndex(s => new { s.BidId, s.IdempotencyKey }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<BidFile> file)
    {
        file.ToTable("BidFiles");
        file.Property(f => f.Nonce).HasMaxLength(Seal.NonceBytes);
        file.Property(f => f.Tag).HasMaxLength(Seal.TagBytes);
        file.HasOne<Bid>().WithMany().HasForeignKey(f => f.BidId).OnDelete(DeleteBehavior.Restrict);
        file.HasIndex(f => f.BidId);
    }

    public void Configure(EntityTypeBuilder<BidKey> key)
    {
        key.ToTable("BidKeys").HasKey(k => k.ChallengeId);
        key.Property(k => k.Wrapped).HasMaxLength(2000);
        key.HasOne<Challenge>().WithOne().HasForeignKey<BidKey>(k => k.ChallengeId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OpenedBid> opened)
    {
        opened.ToTable("OpenedBids").HasKey(o => o.BidId);
        opened.Property(o => o.Json).HasMaxLength(-1);
        opened.Ignore(o => o.Content);
        opened.HasOne<Bid>().WithOne().HasForeignKey<OpenedBid>(o => o.BidId).OnDelete(DeleteBehavior.Restrict);
        opened.HasIndex(o => o.ChallengeId);
    }
}
