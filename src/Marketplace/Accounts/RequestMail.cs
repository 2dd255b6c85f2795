using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>Asks for another confirmation or for a password reset by mail. The answer is the same whether the address is known or not.</summary>
public sealed class RequestMail(Writer writer, ILookupNormalizer normalizer)
{
    public sealed record Input(string Email, MailedRequest Request);

    public async Task<Result<Done>> Run(Input input, CancellationToken ct)
    {
        var email = EmailAddress.Clean(input.Email);
        if (!EmailAddress.IsValid(email)) return new Refusal("account.email_invalid", nameof(Input.Email));
        return await writer.Write<Done>(async w =>
        {
            var normalized = normalizer.NormalizeEmail(email);
            var id = await w.Db.Set<Person>().Where(p => p.NormalizedEmail == normalized).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(ct);
            if (id is { } known) await MailRequests.Record(w, known, input.Request, ct);
            else w.Record(new UnknownAddressUsed(input.Request), Actor.Anonymous);
            return default(Done);
        }, ct);
    }
}
