using Marketplace.Contracts.Papers;
using Marketplace.Kernel;

namespace Marketplace.Contracts;

public sealed partial class Contract
{
    /// <summary>Chosen by the publisher in the draft; null in drafts from before it was asked for.</summary>
    public TechnicalKind? TechnicalKind { get; private set; }

    /// <summary>The one who takes command (挂帅人), and who gave the pledge for the winner, as the winning bid names them; written with the draft.</summary>
    public string? Leader { get; private set; }
    public string? PledgedBy { get; private set; }

    /// <summary>The pledge (军令状), word for word a part of <see cref="Text"/>, and so of what is signed.</summary>
    public string? Pledge { get; private set; }

    /// <summary>Number and day of the registration as a technology contract (技术合同认定登记), entered by the winner, who files it.</summary>
    public string? RegistrationNumber { get; private set; }
    public DateOnly? RegisteredOn { get; private set; }

    internal void Give(string? leader, string? pledgedBy) => (Leader, PledgedBy) = (leader, pledgedBy);

    /// <summary>Null where the bid named no leader: then nothing is pledged.</summary>
    internal void Pledges(string? text) => Pledge = text;

    internal Result<Done> Register(string number, DateOnly on)
    {
        if (ConcludedAt is null) return new Refusal("funding.not_concluded");
        (RegistrationNumber, RegisteredOn) = (number, on);
        return default(Done);
    }
}
