using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Marketplace.Challenges;
using Marketplace.Challenges.Hall;
using Marketplace.Kernel;
using Marketplace.Web.Look;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Web.Pages.Challenges;

/// <summary>New challenges for feed readers (Atom, RFC 4287); takes the hall's filters, so that anybody can follow one industry.</summary>
public static class ChallengeFeed
{
    public const string Path = "/feeds/challenges.atom";
    private const int MostEntries = 50;
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void MapChallengeFeed(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(Path, Reading.Methods, Give).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> Give(HttpContext context, HallSearch search, Texts texts, SiteAddress site, CancellationToken ct)
    {
        var entries = (await search.All(HallAddress.Read(context.Request.Query) with { Sort = HallSort.Newest }, ct)).Where(e => !e.IsReference).Take(MostEntries).ToList();
        var bytes = Write(entries, context.Request, texts, site);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
        // The language may come from the cookie or the browser; what is kept must be asked about before it is used again.
        context.Response.Headers.CacheControl = "public, no-cache";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        return Results.Bytes(bytes, "application/atom+xml; charset=utf-8", lastModified: Updated(entries), entityTag: tag);
    }

    /// <summary>When the newest entry was posted; the epoch where there is none.</summary>
    private static DateTimeOffset Updated(List<HallEntry> entries) => entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries.Max(e => e.ChangedAt);

    private static byte[] Write(List<HallEntry> entries, HttpRequest request, Texts texts, SiteAddress site)
    {
        using var output = new MemoryStream();
        using (var xml = XmlWriter.Create(output, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, texts.Language);
            xml.WriteElementString("id", site.Of(Path).AbsoluteUri);
            xml.WriteElementString("title", $"{texts["Hall.Title"]} - {texts["Shared.Brand"]}");
            xml.WriteElementString("updated", Iso(Updated(entries)));
            Link(xml, "self", site.Of(Path + request.QueryString).AbsoluteUri, "application/atom+xml");
            Link(xml, "alternate", site.Of("/challenges" + request.QueryString).AbsoluteUri, "text/html");
            foreach (var entry in entries) Entry(xml, entry, texts, site);
            xml.WriteEndElement();
        }

        return output.ToArray();
    }

    private static void Entry(XmlWriter xml, HallEntry entry, Texts texts, SiteAddress site)
    {
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", "urn:uuid:" + entry.Id);
        xml.WriteElementString("title", Title(entry, texts));
        xml.WriteElementString("published", Iso(entry.PostedAt));
        xml.WriteElementString("updated", Iso(entry.ChangedAt));
        Link(xml, "alternate", site.Of("/challenges/" + entry.Code).AbsoluteUri, "text/html");
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", entry.SourcePublisher ?? texts.Either(entry.PublisherName, entry.PublisherNameEn));
        xml.WriteEndElement();
        foreach (var industry in Industries.Of(entry.Leading, entry.HardCore))
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", industry[(industry.LastIndexOf('.') + 1)..]);
            xml.WriteAttributeString("label", texts[industry]);
            xml.WriteEndElement();
        }

        xml.WriteStartElement("summary", Atom);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(Summary(entry, texts));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Title(HallEntry entry, Texts texts)
    {
        var title = $"{entry.Code} {texts.Either(entry.Title, entry.TitleEn)}";
        return entry.IsDemo ? $"{title} [{texts["Shared.DemoData"]}]" : title;
    }

    private static string Summary(HallEntry entry, Texts texts)
    {
        var lines = new List<string> { $"{texts["Challenge.Bounty"]}: {BountyText.Of(entry.Bounty, texts)}" };
        if (entry.Status != ChallengeStatus.Open) lines.Add(texts.Name(entry.Status));
        else if (entry.DeadlineAt is { } deadline) lines.Add($"{texts["Challenge.Deadline"]}: {texts.Moment(deadline)} {texts["Kernel.Zone"]}");
        if (texts.Either(entry.Summary, entry.SummaryEn) is { } summary) lines.Add(summary);
        return string.Join('\n', lines);
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
