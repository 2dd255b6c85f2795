using Marketplace.Kernel;

namespace Marketplace.Organisations;

public sealed partial class Organisation
{
    /// <summary>Takes over what was typed; the names of the fields that changed.</summary>
    internal List<string> Write(OrganisationContent c)
    {
        var changed = new List<string>();
        void Set<T>(string field, T before, T after, Action<T> set)
        {
            if (EqualityComparer<T>.Default.Equals(before, after)) return;
            set(after);
            changed.Add(field);
        }

        void SetList(string field, List<string> before, IReadOnlyList<string> after, Action<List<string>> set)
        {
            if (before.SequenceEqual(after)) return;
            set([.. after]);
            changed.Add(field);
        }

        Set(nameof(Name), Name, c.Name!, v => Name = v);
        Set(nameof(NameEn), NameEn, c.NameEn, v => NameEn = v);
        Set(nameof(CreditCode), CreditCode, c.CreditCode, v => CreditCode = v);
        Set(nameof(Country), Country, c.Country!, v => Country = v);
        Set(nameof(Region), Region, c.Region, v => Region = v);
        Set(nameof(Tier), Tier, c.Tier, v => Tier = v);
        Set(nameof(Address), Address, c.Address, v => Address = v);
        Set(nameof(Website), Website, c.Website, v => Website = v);
        Set(nameof(Summary), Summary, c.Summary, v => Summary = v);
        Set(nameof(SummaryEn), SummaryEn, c.SummaryEn, v => SummaryEn = v);
        SetList(nameof(Fields), Fields, c.Fields, v => Fields = v);
        SetList(nameof(Keywords), Keywords, c.Keywords, v => Keywords = v);
        SetList(nameof(Equipment), Equipment, c.Equipment, v => Equipment = v);
        return changed;
    }

    internal Result<VerificationStatus> Move(VerificationAction action, DateTimeOffset now, string? note = null)
    {
        var next = OrganisationLifecycle.Next(Verification, action);
        if (!next.IsOk) return next;
        Verification = next.Value;
        VerificationNote = note;
        if (action == VerificationAction.Submit) VerificationAskedAt = now;
        if (action is VerificationAction.Verify or VerificationAction.Reinstate) VerifiedAt = now;
        if (action == VerificationAction.Verify) (VerifiedName, VerifiedCreditCode, VerifiedCountry, VerifiedLicenceFileId) = (Name, CreditCode, Country, LicenceFileId);
        Version++;
        return next;
    }
}
