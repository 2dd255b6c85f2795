using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Events;

internal sealed class EventMap : IEntityTypeConfiguration<EventRow>, IEntityTypeConfiguration<StreamMessage>, IEntityTypeConfiguration<EventDelivery>
{
    public void Configure(EntityTypeBuilder<EventRow> row)
    {
        row.ToTable("Events").HasKey(e => e.Seq);
        row.Property(e => e.Seq).ValueGeneratedNever();
        row.Property(e => e.Type).HasMaxLength(80);
        row.Property(e => e.SubjectKind).HasMaxLength(40);
        row.Property(e => e.SubjectCode).HasMaxLength(40);
        row.Property(e => e.ActorName).HasMaxLength(200);
        row.Property(e => e.Reason).HasMaxLength(2000);
        row.Property(e => e.Json).HasMaxLength(-1);
        row.HasIndex(e => new { e.SubjectId, e.Seq });
        row.HasIndex(e => new { e.Type, e.Seq });
        row.HasIndex(e => new { e.ActorId, e.Seq });
    }

    public void Configure(EntityTypeBuilder<StreamMessage> message)
    {
        message.ToTable("StreamMessages").HasKey(m => new { m.Stream, m.Number });
        message.Property(m => m.Stream).HasMaxLength(60);
        message.Property(m => m.Live).HasMaxLength(-1);
        message.HasIndex(m => m.EventSeq);
    }

    public void Configure(EntityTypeBuilder<EventDelivery> delivery)
    {
        delivery.ToTable("EventDeliveries").HasKey(d => new { d.EventSeq, d.Subscriber });
        delivery.Property(d => d.Subscriber).HasMaxLength(60);
        delivery.Property(d => d.Error).HasMaxLength(2000);
        delivery.HasIndex(d => new { d.Subscriber, d.State, d.DueAt, d.EventSeq });
    }
}
