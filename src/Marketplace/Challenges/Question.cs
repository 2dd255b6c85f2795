using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Challenges;

/// <summary>A question about an open challenge. It becomes public with its answer; who asked is never shown to other participants.</summary>
public sealed class Question
{
    public const int MaxText = 2_000;
    public const int MaxAnswer = 4_000;

    /// <summary>Questions that one organisation may ask about one challenge.</summary>
    public const int MostPerOrganisation = 20;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ChallengeId { get; init; }

    /// <summary>Place in the list of the challenge, from 1; it stays with the question.</summary>
    public required int Number { get; init; }
    public required Guid AskerPersonId { get; init; }
    public required Guid AskerOrganisationId { get; init; }
    public required string Text { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public string? Answer { get; internal set; }
    public DateTimeOffset? AnsweredAt { get; internal set; }
    public Guid? AnsweredById { get; internal set; }
}

/// <summary>An organisation's word to keep what it reads to itself: who gave it, for which version of the terms, and when.</summary>
public sealed class TermsAcceptance
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ChallengeId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Guid PersonId { get; init; }
    public required int TermsVersion { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }
}

internal sealed class QuestionMap : IEntityTypeConfiguration<Question>, IEntityTypeConfiguration<TermsAcceptance>
{
    public void Configure(EntityTypeBuilder<Question> question)
    {
        question.ToTable("Questions");
        question.Property(q => q.Id).ValueGeneratedNever();
        question.Property(q => q.Text).HasMaxLength(Question.MaxText);
        question.Property(q => q.Answer).HasMaxLength(Question.MaxAnswer);
        question.HasOne<Challenge>().WithMany().HasForeignKey(q => q.ChallengeId).OnDelete(DeleteBehavior.Cascade);
        question.HasIndex(q => new { q.ChallengeId, q.Number }).IsUnique();
        question.HasIndex(q => new { q.AskerOrganisationId, q.ChallengeId });
    }

    public void Configure(EntityTypeBuilder<TermsAcceptance> acceptance)
    {
        acceptance.ToTable("TermsAcceptances");
        acceptance.Property(a => a.Id).ValueGeneratedNever();
        acceptance.HasOne<Challenge>().WithMany().HasForeignKey(a => a.ChallengeId).OnDelete(DeleteBehavior.Cascade);
        acceptance.HasIndex(a => new { a.ChallengeId, a.OrganisationId }).IsUnique();
        acceptance.HasIndex(a => a.OrganisationId);
    }
}
