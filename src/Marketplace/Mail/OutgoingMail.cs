namespace Marketplace.Mail;

/// <summary>One mail to one person, ready to be sent.</summary>
/// <param name="Key">Names the mail for good, such as <c>account-mails-812</c>: sent twice by a repeated attempt it carries the same Message-ID.</param>
/// <param name="Language">BCP 47 tag of the text.</param>
public sealed record OutgoingMail(string Key, string To, string ToName, string Language, string Subject, string Text)
{
    /// <summary>The same in HTML, for readers that show it.</summary>
    public string? Html { get; init; }

    /// <summary>Address by which the reader stops mails of this kind (RFC 8058); null for mails about the account itself.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>Hands mails over. Throws where a mail could not be handed over, so that it is tried again.</summary>
public interface IMailer
{
    Task Send(OutgoingMail mail, CancellationToken ct);
}
