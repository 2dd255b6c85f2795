using System.Collections.Concurrent;
using Marketplace.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Marketplace.Web.Demo;

/// <summary>
/// Hashes a password once and gives the same hash to all who choose it. Slow hashes with a salt each protect what is secret and differs;
/// the demonstration's password stands in the README and is everybody's, and a first start would wait for more than a hundred hashes.
/// </summary>
internal sealed class DemoHasher(IOptions<PasswordHasherOptions> options) : IPasswordHasher<Person>
{
    private readonly PasswordHasher<Person> _hasher = new(options);
    private readonly ConcurrentDictionary<string, string> _hashes = new(StringComparer.Ordinal);

    public string HashPassword(Person user, string password) => _hashes.GetOrAdd(password, chosen => _hasher.HashPassword(user, chosen));

    public PasswordVerificationResult VerifyHashedPassword(Person user, string hashedPassword, string providedPassword) =>
        _hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
}
