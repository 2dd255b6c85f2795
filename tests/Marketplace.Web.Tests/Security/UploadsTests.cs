using System.Net;
using Marketplace.Bids;
using Marketplace.Files;
using Marketplace.Kernel;
using Marketplace.TestKit;
using Marketplace.Web.Security;
using Marketplace.Web.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace Marketplace.Web.Tests.Security;

/// <summary>How many files come in: of one person, and at the same time.</summary>
public sealed class UploadsTests
{
    [TestCase("en", "many uploads")]
    [TestCase("zh-CN", "上传次数过多")]
    public async Task Person_who_uploads_without_end_is_stopped_at_the_field_and_by_the_api(string culture, string says)
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:Uploads", "2")]);
        var cast = await TestData.AddChallengeCast(host.Services);
        using var owner = await host.Visit(cast.Colleague.PersonId, culture);
        var page = await owner.Open($"/workspace/organisations/{cast.FirmId}");
        var answers = new List<Page>();
        for (var i = 0; i < 3; i++) answers.Add(await owner.Attach(page, "form#licence", "file", "licence.pdf", [.. BadFiles.Pdf, (byte)i]));
        using var program = await ApiCaller.Create(host, cast.Colleague);
        var called = await program.Upload($"/api/v1/organisations/{cast.FirmId}/licence", BadFiles.Pdf, "licence.pdf");
        var saved = await owner.Submit(answers[^1], "form#organisation", [new("Form.CreditCode", "91310115MA1K001700"), new("Form.Summary", "Not a file")]);

        Assert.That(answers.Select(a => a.Status), Is.EqualTo(new[] { HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests }));
        Assert.That(answers[^1].Document.QuerySelector(".error-summary a[href='#File']")?.TextContent, Does.Contain(says));
        Assert.That((called.Status, called.Code), Is.EqualTo((HttpStatusCode.TooManyRequests, "file.too_many")), called.Text);
        Assert.That(saved.Document.QuerySelector("[name='Form.Summary']")!.TextContent.Trim(), Is.EqualTo("Not a file"), "a form without a file does not count");
        Assert.That((await host.Events()).Count(e => e.Type == "organisation.licence_uploaded"), Is.EqualTo(2));
    }

    [Test]
    public async Task Form_that_weighs_as_much_as_a_file_counts_as_one()
    {
        await using var host = await WebHost.Create(settings: [new("RateLimits:Uploads", "1")]);
        var cast = await TestData.AddChallengeCast(host.Services);
        using var owner = await host.Visit(cast.Colleague.PersonId);
        var path = new Uri($"/workspace/organisations/{cast.FirmId}?handler=Save", UriKind.Relative);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 2; i++) statuses.Add((await owner.Read(path, new FormUrlEncodedContent([new("a", new string('x', 3 << 20)), new("b", new string('x', 2 << 20))]))).Status);

        Assert.That(statuses, Is.EqualTo(new[] { HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests }), "without its token the first is refused, but it was read");
    }

    [Test]
    public async Task Upload_beyond_what_may_wait_is_told_to_come_again_and_is_taken_later()
    {
        await using var host = await WebHost.Create(settings: [new("Uploads:AtOnce", "1")]);
        var cast = await TestData.AddChallengeCast(host.Services);
        using var owner = await host.Visit(cast.Colleague.PersonId);
        using var program = await ApiCaller.Create(host, cast.Colleague);
        var page = await owner.Open($"/workspace/organisations/{cast.FirmId}");
        var gate = host.Services.GetRequiredService<UploadGate>().Receiving;
        var others = Enumerable.Range(0, 1 + UploadGate.MostWaiting).Select(_ => gate.Take(default)).ToList();
        var refused = await owner.Attach(page, "form#licence", "file", "licence.pdf", BadFiles.Pdf);
        var called = await program.Upload($"/api/v1/organisations/{cast.FirmId}/licence", BadFiles.Pdf, "licence.pdf");
        foreach (var other in others) (await other).Value.Dispose();
        var taken = await owner.Attach(refused, "form#licence", "file", "licence.pdf", BadFiles.Pdf);

        Assert.That((refused.Status, called.Status, called.Code), Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, "file.busy")), called.Text);
        Assert.That(refused.Document.QuerySelector(".error-summary a[href='#File']"), Is.Not.Null, refused.Text);
        Assert.That((taken.Status, taken.Document.QuerySelector(".error-summary")), Is.EqualTo((HttpStatusCode.OK, (object?)null)));
        Assert.That(gate.Take(default).IsCompletedSuccessfully, Is.True, "the upload has given its place back");
    }

    [Test]
    public async Task More_uploads_of_one_person_at_once_than_one_may_have_are_refused()
    {
        await using var host = await WebHost.Create();
        var cast = await TestData.AddChallengeCast(host.Services);
        using var program = await ApiCaller.Create(host, cast.Colleague);
        var limits = host.Services.GetRequiredService<RateLimits>();
        var begun = Enumerable.Range(0, RateLimits.OwnUploads).Select(_ => limits.BeginUpload(cast.Colleague.PersonId!.Value)).ToList();
        var over = await program.Upload($"/api/v1/organisations/{cast.FirmId}/licence", BadFiles.Pdf, "licence.pdf");
        begun[0]!.Dispose();
        var next = await program.Upload($"/api/v1/organisations/{cast.FirmId}/licence", BadFiles.Pdf, "licence.pdf");

        Assert.That(begun, Has.None.Null);
        Assert.That((over.Status, next.Status), Is.EqualTo((HttpStatusCode.TooManyRequests, HttpStatusCode.Created)));
    }

    [Test]
    public async Task Upload_to_the_bid_of_another_is_not_read()
    {
        await using var host = await WebHost.Create();
        var scene = await BidScene.Create(host.Services, labs: 2);
        var (id, _) = await scene.Draft(scene.Labs[0]);
        using var stranger = await host.Visit(scene.Labs[1].Actor.PersonId);
        var file = new CountedStream(BidRules.MaxFileBytes);
        using var content = new MultipartFormDataContent { { new StreamContent(file), "Upload", "a.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/workspace/bids/{id}/edit/files?handler=AttachFile") { Content = content };
        using var answer = await stranger.Client.SendAsync(request);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(file.Taken, Is.LessThan(1 << 20), "no more than lies between sender and server");
    }

    /// <summary>A file of zeros that knows how far it was read.</summary>
    private sealed class CountedStream(long length) : Stream
    {
        public long Taken { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get => Taken; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, length - Taken);
            Taken += given;
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
