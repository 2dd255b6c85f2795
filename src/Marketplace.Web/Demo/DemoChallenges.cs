using Marketplace.Challenges;
using Marketplace.Kernel;

namespace Marketplace.Web.Demo;

/// <summary>The invented challenges along their lives, and the public records beside them.</summary>
internal sealed class DemoChallenges(DemoStage stage, DateTimeOffset now)
{
    /// <summary>How long ago a challenge of each stage was posted; open ones are spread over the last weeks.</summary>
    private static int DaysAgo(DemoChallenge c, int index) => c.Stage switch
    {
        "awarded" => 76,
        "public_notice" => 58,
        "evaluating" => 50,
        "no_bid" => 52,
        "cancelled" => 40,
        "closing_soon" => 26 + (index % 3),
        "draft" or "submitted" => 3,
        _ => 1 + (index % 18),
    };

    public IEnumerable<DemoStep> Plan()
    {
        var challenges = DemoFiles.Read<DemoChallenge>("challenges");
        for (var i = 0; i < challenges.Count; i++)
        {
            foreach (var step in Life(challenges[i], i)) yield return step;
        }
    }

    public async Task RecordPublic()
    {
        var keeper = await stage.Person("operator");
        foreach (var record in DemoFiles.Read<DemoRecord>("real-challenges"))
        {
            await stage.Run<RecordPublicChallenge, ChallengeState>(u => u.Run(new(
                keeper.Memberships[0].OrganisationId, new(record.SourceUrl, record.Year, record.Publisher, record.Field), record.Title,
                DemoWords.Kind(record.Kind), DemoWords.Mode(record.Mode), DemoWords.Leading(record.Leading), DemoWords.HardCore(record.Hardcore),
                record.Indicators, DemoWords.Minor(record.BountyWan), record.Note), keeper));
        }
    }

    private IEnumerable<DemoStep> Life(DemoChallenge c, int index)
    {
        var id = Guid.CreateVersion7();
        // Posted in the middle of a working morning in Shanghai, each some minutes after the one before.
        var posted = Morning(now.AddDays(-DaysAgo(c, index))).AddMinutes(index * 7);
        var deadline = Deadline(c, posted, index);
        yield return new(posted.AddDays(-2), () => Draft(c, id, deadline));
        if (c.Stage == "draft") yield break;
        yield return new(posted.AddDays(-1), async () => await stage.Run<SubmitChallenge, ChallengeState>(async u => await u.Run(new(id), await Publisher(c))));
        if (c.Stage == "submitted") yield break;
        yield return new(posted.AddHours(-20), async () => await stage.Run<ApproveChallenge, ChallengeState>(async u => await u.Run(new(id), await stage.Person("admin_reviewer"))));
        yield return new(posted, async () => await stage.Run<PostChallenge, ChallengeState>(async u => await u.Run(new(id), await stage.Person("admin_approver"))));
        foreach (var step in Questions(c, id, posted)) yield return step;
        foreach (var step in new DemoBids(stage, c, id, posted, deadline, now).Plan()) yield return step;
        if (c.Stage == "cancelled") yield return new(posted.AddDays(20), () => Cancel(c, id));
    }

    private static DateTimeOffset Morning(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(1.5), TimeSpan.Zero);

    // 18:00 in Shanghai. Those that are over closed between 4 and 30 days ago, "closing soon" within the next days.
    private DateTimeOffset Deadline(DemoChallenge c, DateTimeOffset posted, int index)
    {
        var day = c.Stage switch
        {
            "awarded" => posted.AddDays(32),
            "public_notice" => now.AddDays(-12),
            "evaluating" => now.AddDays(-5),
            "no_bid" => now.AddDays(-14),
            "closing_soon" => now.AddDays(2 + (index % 3)),
            "draft" or "submitted" => now.AddDays(c.OpenDays + 10),
            _ => posted.AddDays(Math.Max(c.OpenDays, 30)),
        };
        return new(day.UtcDateTime.Date.AddHours(10), TimeSpan.Zero);
    }

    private async Task Draft(DemoChallenge c, Guid id, DateTimeOffset deadline)
    {
        var publisher = await Publisher(c);
        await stage.Run<DraftChallenge, ChallengeState>(u => u.Run(new(stage.Organisations[c.Publisher], Content(c, deadline, publisher.Name), id), publisher));
    }

    private async Task Cancel(DemoChallenge c, Guid id)
    {
        var publisher = await Publisher(c);
        await stage.Run<CancelChallenge, ChallengeState>(u => u.Run(new(id, CancelCause.NeedChanged, c.Bids[0].Feedback), publisher));
    }

    private IEnumerable<DemoStep> Questions(DemoChallenge c, Guid id, DateTimeOffset posted)
    {
        for (var i = 0; i < c.Questions.Count; i++)
        {
            var (question, asked) = (c.Questions[i], posted.AddHours(5 + (9 * i)));
            if (asked > now) yield break;
            Guid? questionId = null;
            yield return new(asked, async () => questionId = await stage.Run<AskQuestion, Guid>(async u => await u.Run(new(id, question.Question), await stage.Person("bidder_second"))));
            if (asked.AddHours(4) > now) yield break;
            yield return new(asked.AddHours(4), async () => await stage.Run<AnswerQuestion, Done>(async u => await u.Run(new(id, questionId!.Value, question.Answer), await Publisher(c))));
        }
    }

    private Task<Actor> Publisher(DemoChallenge c) => stage.Person(c.Publisher);

    private ChallengeContent Content(DemoChallenge c, DateTimeOffset deadline, string publisherContact) => new()
    {
        Need = new()
        {
            Kind = DemoWords.Kind(c.Kind), Category = DemoWords.Named<ChallengeCategory>(c.Category), NeedType = DemoWords.Named<NeedType>(c.NeedType),
            Title = c.Title, TitleEn = c.TitleEn, PublicSummary = c.PublicSummary, PublicSummaryEn = c.SummaryEn, Background = c.Background,
            CurrentLevel = c.CurrentLevel, Target = c.Target, Leading = DemoWords.Leading(c.Leading), HardCore = DemoWords.HardCore(c.Hardcore), IndustryCode = c.IndustryCode,
        },
        Indicators = new()
        {
            Indicators = [.. c.Indicators.Select(i => new IndicatorInput
            {
                Name = i.Name, Comparator = DemoWords.Comparator(i.Comparator), Value = i.Value, ValueTo = i.ValueTo, Unit = i.Unit, Baseline = i.Baseline,
                TestMethod = i.TestMethod, Weight = i.Weight, Mandatory = i.Mandatory,
            })],
            Deliverables = string.Join('\n', c.Deliverables), BidderRequirements = c.BidderRequirements,
        },
        Bounty = new()
        {
            BountyType = DemoWords.Named<BountyType>(c.Bounty.Type),
            BountyLowMinor = c.Bounty.Type == "negotiable" ? null : DemoWords.Minor(c.Bounty.MinWan),
            BountyHighMinor = c.Bounty.Type == "range" ? DemoWords.Minor(c.Bounty.MaxWan) : null,
            OwnPercent = c.Funding.OwnPercent, PublicPercent = c.Funding.PublicPercent, GoiPercent = c.Funding.GoiPercent,
            PaymentPlan = string.Join('\n', c.PaymentPlan.Select(p => $"{p.Name} {p.Percent}%")), PeriodMonths = c.PeriodMonths,
        },
        Procedure = new()
        {
            PresetCode = Preset(c), Mode = DemoWords.Mode(c.Mode), MaxWinners = c.MaxWinners, DeadlineAt = deadline,
            InvitedIds = [.. (c.Invited ?? []).Select(name => stage.Organisations[name])], DirectedReason = c.DirectedReason,
        },
        Terms = new()
        {
            IpRule = DemoWords.Named<IpRule>(c.IpRule), Resources = string.Join('\n', c.ResourcesOffered), RiskSharing = c.RiskSharing,
            AcceptanceMethod = c.AcceptanceMethod, TrlFrom = c.TrlFrom, TrlTo = c.TrlTo,
        },
        Confidential = new()
        {
            Secrecy = c.ConfidentialPart is null ? SecrecyLevel.Open : SecrecyLevel.Confidential, ConfidentialPart = c.ConfidentialPart,
            ContactName = publisherContact, ContactPhone = "021-5555 0100", ContactEmail = "contact@demo.example",
        },
    };

    private static string Preset(DemoChallenge c) => (c.Kind, c.Mode) switch
    {
        ("gov", _) => "government",
        (_, "horse_racing") => "racing",
        _ => "open",
    };
}

/// <summary>Something that happened in the demonstration's past, and when.</summary>
internal sealed record DemoStep(DateTimeOffset At, Func<Task> Do);
