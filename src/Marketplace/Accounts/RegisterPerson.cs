using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>
/// Begins an account. The password is chosen later, by whoever opens the mail: nobody can prepare an account with
/// a known password for an address that is not theirs. A known address gets the same answer here, and its owner another mail.
/// </summary>
public sealed class RegisterPerson(Writer writer, UserManager<Person> people)
{
    /// <param name="Culture">Language of the mails, one of <see cref="Texts.Languages"/>.</param>
    /// <param name="IsDemo">Invented for the demonstration; no door passes it on.</param>
    public sealed record Input(string Email, string Name, string Culture, bool IsDemo = false);

    public async Task<Result<Done>> Run(Input input, CancellationToken ct)
    {
        var (email, name) = (EmailAddress.Clean(input.Email), PersonName.Clean(input.Name));
        if (Check(email, name) is { Count: > 0 } refusals) return refusals;
        return await writer.Write<Done>(async w =>
        {
            var normalized = people.NormalizeEmail(email);
            if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.NormalizedEmail == normalized, ct) is { } known)
            {
                await MailRequests.Record(w, known.Id, MailedRequest.Registration, ct);
                return default(Done);
            }

            var person = await Create(people, email, name, input.Culture, w.Now);
            person.IsDemo = input.IsDemo;
            w.Record(new PersonRegistered(person.Id), person.AsActor());
            return default(Done);
        }, ct);
    }

    internal static async Task<Person> Create(UserManager<Person> people, string email, string name, string culture, DateTimeOffset now)
    {
        var person = new Person
        {
            Email = email,
            UserName = email,
            DisplayName = name,
            Culture = Texts.Languages.Contains(culture) ? culture : Texts.Chinese,
            RegisteredAt = now,
        };
        var made = await people.CreateAsync(person);
        return made.Succeeded ? person : throw new InvalidOperationException(string.Join(", ", made.Errors.Select(e => e.Code)));
    }

    internal static List<Refusal> Check(string email, string name)
    {
        var refusals = new List<Refusal>();
        if (!EmailAddress.IsValid(email)) refusals.Add(new("account.email_invalid", nameof(Input.Email)));
        refusals.AddRange(PersonName.Check(name));
        return refusals;
    }
}
