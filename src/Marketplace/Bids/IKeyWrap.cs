namespace Marketplace.Bids;

/// <summary>Wraps the key of a challenge with a key that is not in the database. What one challenge wrapped no other can unwrap.</summary>
public interface IKeyWrap
{
    byte[] Wrap(Guid challengeId, byte[] key);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Not wrapped here for this challenge.</exception>
    byte[] Unwrap(Guid challengeId, byte[] wrapped);
}
