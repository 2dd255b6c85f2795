using Marketplace.Kernel;

namespace Marketplace.Organisations;

/// <summary>An owner asks the holder of a mailbox to join. Whether that mailbox belongs to an account is told to nobody.</summary>
public sealed class Invitation
{
    /// <summary>How long a link holds.</summary>
    public static readonly TimeSpan HoldsFor = TimeSpan.FromDays(7);

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid OrganisationId { get; init; }

    /// <summary>As typed, cleaned; shown to the owners alone.</summary>
    public required string Email { get; init; }

    /// <summary>As accounts compare addresses.</summary>
    public required string NormalizedEmail { get; init; }
    public required MembershipRole Role { get; init; }
    public required Guid InvitedById { get; init; }
    public required DateTimeOffset InvitedAt { get; init; }

    /// <summary>Language of the mail where the address has no account: that of the person who invites.</summary>
    public required string Culture { get; init; }

    /// <summary>The first instant at which the link no longer holds; brought forward when it is withdrawn or replaced.</summary>
    public required DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public Guid? AcceptedById { get; set; }

    public bool HoldsAt(DateTimeOffset now) => AcceptedAt is null && now < ExpiresAt;
}
