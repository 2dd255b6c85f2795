using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Bids;

/// <summary>Wraps the keys of challenges with the platform's key ring, which is not in the database.</summary>
public sealed class DataProtectionKeyWrap(IDataProtectionProvider provider) : IKeyWrap
{
    public byte[] Wrap(Guid challengeId, byte[] key) => Protector(challengeId).Protect(key);

    public byte[] Unwrap(Guid challengeId, byte[] wrapped) => Protector(challengeId).Unprotect(wrapped);

    private IDataProtector Protector(Guid challengeId) => provider.CreateProtector("Bids.ChallengeKey", challengeId.ToString("D"));
}
