using Marketplace.Accounts;
using Marketplace.Data;
using Marketplace.Events;
using Marketplace.Kernel;
using Marketplace.Mail;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Organisations;

/// <summary>Writes to those who are invited, after the invitation is committed. The link is made here and stands in no event.</summary>
public sealed class InvitationMails(MarketplaceDb db, InvitationLinks links, MailComposer composer, TextCatalogue catalogue, IMailer mailer, TimeProvider clock) : ISubscriber
{
    public async Task Handle(IReadOnlyList<EventRow> events, CancellationToken ct)
    {
        foreach (var row in events)
        {
            if (EventJson.Read(row) is InvitationSent sent && await Read(sent.InvitationId, ct) is { } letter) await mailer.Send(Compose(row, letter, sent), ct);
        }
    }

    // Withdrawn or replaced before the mail went out: nothing is sent.
    private Task<Letter?> Read(Guid invitationId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return (
            from i in db.Set<Invitation>().AsNoTracking()
            join o in db.Set<Organisation>() on i.OrganisationId equals o.Id
            join inviter in db.Set<Person>() on i.InvitedById equals inviter.Id
            where i.Id == invitationId && i.AcceptedAt == null && i.ExpiresAt > now
            select new Letter(
                i.Id, i.Email, i.Role, i.ExpiresAt, i.Culture, o.Name, o.NameEn, inviter.DisplayName,
                db.Set<Person>().Where(p => p.NormalizedEmail == i.NormalizedEmail && p.EmailConfirmed).Select(p => new Reader(p.DisplayName, p.Culture)).FirstOrDefault()))
            .FirstOrDefaultAsync(ct);
    }

    private OutgoingMail Compose(EventRow row, Letter letter, InvitationSent sent)
    {
        var texts = catalogue.For(letter.Reader?.Culture ?? letter.Culture);
        var organisation = texts.Either(letter.Organisation, letter.OrganisationEn);
        var text = texts["Organisations.Mail.Invitation.Text", letter.Inviter, organisation, letter.Role, letter.ExpiresAt];
        if (sent.FromAt is { } begin) text += texts["Organisations.Mail.Invitation.From", ShanghaiTime.DayOf(begin)];
        if (sent.UntilAt is { } end) text += texts["Organisations.Mail.Invitation.Until", ShanghaiTime.LastDayBefore(end)];
        return composer.Compose(
            $"invitation-{row.Seq}", letter.Email, letter.Reader?.Name ?? letter.Email, texts.Language, texts["Organisations.Mail.Invitation.Subject", organisation],
            [text],
            new MailLink(texts["Organisations.Mail.Invitation.Link"], links.Make(letter.Id)), [texts["Organisations.Mail.Invitation.Closing"]]);
    }

    private sealed record Letter(
        Guid Id, string Email, MembershipRole Role, DateTimeOffset ExpiresAt, string Culture, string Organisation, string? OrganisationEn, string Inviter, Reader? Reader);

    private sealed record Reader(string Name, string Culture);
}
