using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Accounts;

/// <summary>What a program may do with a token: look, or also change.</summary>
public enum AccessScope { Read = 1, Write }

/// <summary>
/// A key with which a program of a person calls the API in that person's name. Shown once when it is made; here is only its hash.
/// The key has 256 random bits, so a plain SHA-256 cannot be guessed back and is quick enough for every call.
/// </summary>
public sealed class AccessToken
{
    public const int NameLength = 60;

    /// <summary>Marks the key as ours, so that scanners of source code recognise one that leaked.</summary>
    public const string Prefix = "pdjb_";
    private const int RandomBytes = 32;
    private const int EndingLength = 4;

    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }
    public required string Name { get; init; }
    public required string Hash { get; init; }

    /// <summary>The last characters of the key, by which its owner knows it again.</summary>
    public required string Ending { get; init; }
    public required AccessScope Scope { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>To the hour: written once an hour at the most.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public static string NewKey() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static string EndingOf(string key) => key[^EndingLength..];
}

internal sealed class AccessTokenMap : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> token)
    {
        token.ToTable("AccessTokens").HasKey(t => t.Id);
        token.Property(t => t.Name).HasMaxLength(AccessToken.NameLength);
        token.Property(t => t.Hash).HasMaxLength(64);
        token.Property(t => t.Ending).HasMaxLength(8);
        token.HasIndex(t => t.Hash).IsUnique();
        token.HasIndex(t => new { t.PersonId, t.CreatedAt });
        token.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
