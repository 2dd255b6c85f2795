using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Payments;

internal sealed class PaymentOpMap : IEntityTypeConfiguration<PaymentOp>, IEntityTypeConfiguration<RailNotice>, IEntityTypeConfiguration<Payee>, IEntityTypeConfiguration<CardDispute>
{
    public const int MaxId = 100;
    public const int MaxExternal = 255;
    public const int MaxError = 500;

    public void Configure(EntityTypeBuilder<PaymentOp> op)
    {
        op.ToTable("PaymentOps", table => table.HasCheckConstraint("CK_PaymentOps_Amount", "\"AmountMinor\" > 0 AND \"HeldMinor\" >= 0 AND \"SuspenseMinor\" >= 0"));
        op.Property(o => o.Id).HasMaxLength(MaxId);
        op.Property(o => o.Rail).HasMaxLength(20);
        op.Property(o => o.ExternalId).HasMaxLength(MaxExternal);
        op.Property(o => o.PaymentId).HasMaxLength(MaxExternal);
        op.Property(o => o.PaidAs).HasMaxLength(MaxExternal);
        op.Property(o => o.ChargeId).HasMaxLength(MaxExternal);
        op.Property(o => o.LastError).HasMaxLength(MaxError);
        op.Property(o => o.State).IsConcurrencyToken();
        op.Property(o => o.Attempt).IsConcurrencyToken();
        op.Ignore(o => o.Amount);
        op.Ignore(o => o.IsLive);
        op.Ignore(o => o.IsUnknown);
        // A second payment for a milestone cannot even be planned.
        op.HasIndex(o => o.MilestoneId).IsUnique().HasFilter($"\"Kind\" = {(int)OpKind.Pay} AND \"State\" <> {(int)OpState.Void}").HasDatabaseName("IX_PaymentOps_OnlyOnePayout");
        op.HasIndex(o => o.PaidAs).IsUnique();
        op.HasIndex(o => o.ExternalId).IsUnique();
        op.HasIndex(o => new { o.State, o.DueAt });
        op.HasIndex(o => o.BountyId);
    }

    public void Configure(EntityTypeBuilder<RailNotice> notice)
    {
        notice.ToTable("RailNotices").HasKey(n => new { n.Rail, n.Id });
        notice.Property(n => n.Rail).HasMaxLength(20);
        notice.Property(n => n.Id).HasMaxLength(MaxExternal);
        notice.Property(n => n.Type).HasMaxLength(MaxId);
        notice.Property(n => n.ObjectId).HasMaxLength(MaxExternal);
        notice.Property(n => n.Account).HasMaxLength(MaxExternal);
        notice.Property(n => n.LastError).HasMaxLength(MaxError);
        notice.Property(n => n.State).IsConcurrencyToken();
        notice.HasIndex(n => new { n.State, n.DueAt });
        notice.HasIndex(n => n.HappenedAt);
    }

    public void Configure(EntityTypeBuilder<Payee> payee)
    {
        payee.ToTable("Payees").HasKey(p => new { p.Rail, p.OrganisationId });
        payee.Property(p => p.Rail).HasMaxLength(20);
        payee.Property(p => p.Account).HasMaxLength(MaxExternal);
        payee.HasIndex(p => p.Account).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CardDispute> dispute)
    {
        dispute.ToTable("CardDisputes");
        dispute.Property(d => d.Id).HasMaxLength(MaxExternal);
        dispute.Property(d => d.Payment).HasMaxLength(MaxExternal);
        dispute.Property(d => d.Reason).HasMaxLength(MaxId);
        dispute.Property(d => d.State).IsConcurrencyToken();
        dispute.HasIndex(d => new { d.BountyId, d.State });
    }
}
