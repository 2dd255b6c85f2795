using Marketplace.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Data;

/// <summary>
/// The one database. Features add their tables by <c>&lt;Noun&gt;Map</c> classes beside their entities and read them by
/// <c>db.Set&lt;Noun&gt;()</c>, so that this folder knows no feature. Changes go through <see cref="Writer"/>.
/// </summary>
public abstract class MarketplaceDb(DbContextOptions options) : IdentityUserContext<Person, Guid>(options)
{
    /// <summary>Identity's tables with passkeys.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>Waits until no other transaction of this process writes, where the database needs that.</summary>
    internal abstract Task<IDisposable> TakeTurn(CancellationToken ct);

    /// <summary>Makes the open transaction the only one, over all processes, that appends events.</summary>
    internal abstract Task LockWriter(CancellationToken ct);

    protected override void ConfigureConventions(ModelConfigurationBuilder configuration)
    {
        // Instants are UTC ticks: SQLite cannot order DateTimeOffset, and a deadline is decided to the tick.
        configuration.Properties<DateTimeOffset>().HaveConversion<TicksConverter>();
        configuration.Properties<Kernel.Currency>().HaveConversion<CurrencyConverter>().HaveMaxLength(3);
        configuration.Properties<string>().HaveMaxLength(4000);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Person>().ToTable("People");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("PersonClaims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("PersonLogins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("PersonTokens");
        builder.Entity<IdentityUserPasskey<Guid>>(passkey =>
        {
            passkey.ToTable("PersonPasskeys").HasKey(p => p.CredentialId);
            // WebAuthn level 3, section 4: a credential id has at most 1,023 bytes.
            passkey.Property(p => p.CredentialId).HasMaxLength(1024);
            passkey.OwnsOne(p => p.Data).ToJson();
            passkey.HasOne<Person>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        });
        builder.ApplyConfigurationsFromAssembly(typeof(MarketplaceDb).Assembly);
    }
}
