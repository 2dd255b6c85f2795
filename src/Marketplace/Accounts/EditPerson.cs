using Marketplace.Data;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts;

/// <summary>A person's own name and language of mails.</summary>
public sealed class EditPerson(Writer writer)
{
    public sealed record Input(string Name, string Culture);

    public async Task<Result<Done>> Run(Input input, Actor actor, CancellationToken ct)
    {
        var name = PersonName.Clean(input.Name);
        List<Refusal> refusals = [.. PersonName.Check(name)];
        if (!Texts.Languages.Contains(input.Culture)) refusals.Add(new("account.language_unknown", nameof(Input.Culture)));
        if (refusals.Count > 0) return refusals;
        return await writer.Write<Done>(async w =>
        {
            if (await w.Db.Set<Person>().FirstOrDefaultAsync(p => p.Id == actor.PersonId, ct) is not { } person) return Refusal.NotFound;
            if (person.DisplayName == name && person.Culture == input.Culture) return default(Done);
            (person.DisplayName, person.Culture) = (name, input.Culture);
            w.Record(new PersonEdited(person.Id), actor);
            return default(Done);
        }, ct);
    }
}
