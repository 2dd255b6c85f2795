using Marketplace.Files;
using NUnit.Framework;
using static Marketplace.Tests.Files.FileJudgeTests;

namespace Marketplace.Tests.Files;

/// <summary>Archives that lie, seen through the judge.</summary>
public sealed class ZipCheckTests
{
    private const uint SymbolicLink = 0xA1FFu << 16;

    [Test]
    public async Task Judge_bomb_by_ratio_is_refused_and_a_small_file_of_blanks_is_not()
    {
        var zeros = new RawZip().Add("zeros", new byte[1 << 20]).ToArray();

        await Refused(zeros, "file.zip_bomb", "ratio", new FileLimits { RatioMattersFrom = 256 << 10 });
        Assert.That((await Judge("a.zip", zeros)).IsOk);
    }

    [Test]
    public async Task Judge_more_unpacked_bytes_than_allowed_are_refused()
    {
        var limits = new FileLimits { MaxUnpackedBytes = 1_000 };

        await Refused(Samples.Zip(("a", new byte[600]), ("b", new byte[600])), "file.zip_bomb", "size", limits);
    }

    [Test]
    public async Task Judge_unpacked_bytes_of_nested_archives_share_one_budget()
    {
        var limits = new FileLimits { MaxUnpackedBytes = 3_000 };
        var nested = Samples.Zip(("a", new byte[1_400]));

        await Refused(Samples.Zip(("1.zip", nested), ("2.zip", nested)), "file.zip_bomb", "size", limits);
        Assert.That((await Judge("a.zip", Samples.Zip(("1.zip", nested)), limits)).IsOk);
    }

    [Test]
    public async Task Judge_more_entries_than_allowed_are_refused()
    {
        var limits = new FileLimits { MaxEntries = 3 };

        await Refused(Samples.Zip(("1", []), ("2", []), ("3", []), ("4", [])), "file.zip_bomb", "entries", limits);
        await Refused(Samples.Zip(("1", []), ("2.zip", Samples.Zip(("3", []), ("4", [])))), "file.zip_bomb", "entries", limits);
    }

    [Test]
    public async Task Judge_directory_with_more_entries_than_it_claims_is_damaged() =>
        await Refused(new RawZip { ClaimedCount = 1 }.Add("1", "a").Add("2", "b").ToArray(), "file.damaged");

    [Test]
    public async Task Judge_directory_with_fewer_entries_than_it_claims_is_damaged() =>
        await Refused(new RawZip { ClaimedCount = 3 }.Add("1", "a").Add("2", "b").ToArray(), "file.damaged");

    [Test]
    public async Task Judge_archives_nested_too_deep_are_refused()
    {
        var deep = Samples.Zip(("a", [1]));
        for (var i = 0; i < 2; i++) deep = Samples.Zip(("n.zip", deep));

        Assert.That((await Judge("a.zip", deep)).IsOk);
        await Refused(Samples.Zip(("n.zip", deep)), "file.zip_bomb", "nesting");
    }

    [Test]
    public async Task Judge_nested_archive_too_large_for_memory_is_refused()
    {
        var nested = Samples.Zip(("a", Random(5_000)));

        await Refused(Samples.Zip(("n.zip", nested)), "file.zip_bomb", "size", new FileLimits { MaxNestedBytes = 4_000 });
    }

    [Test]
    public async Task Judge_entries_over_the_same_bytes_are_refused() =>
        await Refused(new RawZip().Add("1", Random(1_000)).AddOverlapping("2").AddOverlapping("3").ToArray(), "file.zip_bomb", "overlap");

    [TestCase("../../etc/passwd")]
    [TestCase("a/../../b")]
    [TestCase("..\\..\\windows\\system.ini")]
    [TestCase("/etc/passwd")]
    [TestCase("\\\\server\\share")]
    [TestCase("C:\\windows\\system.ini")]
    [TestCase("c:relative")]
    [TestCase("a\nb")]
    [TestCase("")]
    public async Task Judge_name_that_leaves_the_folder_is_refused(string name) =>
        await Refused(Samples.Zip((name, [1])), "file.zip_path");

    [TestCase("a..b/c.txt")]
    [TestCase("v1.0../x")]
    [TestCase("...")]
    public async Task Judge_dots_within_a_name_are_harmless(string name) =>
        Assert.That((await Judge("a.zip", Samples.Zip((name, [1])))).IsOk);

    [Test]
    public async Task Judge_symbolic_link_is_refused() =>
        await Refused(new RawZip().Add("link", "/etc/passwd"u8.ToArray(), attributes: SymbolicLink).ToArray(), "file.zip_link");

    [TestCase((ushort)0x0001)]
    [TestCase((ushort)0x0041)]
    [TestCase((ushort)0x2000)]
    public async Task Judge_encrypted_entry_is_refused(int flags) =>
        await Refused(new RawZip().Add("secret", [1, 2, 3], (ushort)flags).ToArray(), "file.encrypted");

    [Test]
    public async Task Judge_encrypted_entry_of_a_nested_archive_is_refused() =>
        await Refused(Samples.Zip(("n.zip", new RawZip().Add("secret", [1, 2, 3], flags: 1).ToArray())), "file.encrypted");

    [TestCase("setup.exe")]
    [TestCase("开始.BAT")]
    [TestCase("readme.txt.lnk")]
    [TestCase("folder/run.js")]
    [TestCase("run.exe ")]
    [TestCase("run.exe.")]
    public async Task Judge_entry_that_runs_by_its_name_is_refused(string name) =>
        await Refused(Samples.Zip((name, "x"u8.ToArray())), "file.zip_member", UnwelcomeContent.Program);

    [Test]
    public async Task Judge_program_under_an_innocent_name_is_refused() =>
        await Refused(Samples.Zip(("photo.png", Samples.Program)), "file.zip_member", UnwelcomeContent.Program);

    [Test]
    public async Task Judge_old_office_file_in_an_archive_is_refused() =>
        await Refused(Samples.Zip(("a.doc", Samples.Ole("WordDocument"))), "file.zip_member", UnwelcomeContent.OldOffice);

    [Test]
    public async Task Judge_two_entries_of_one_name_are_refused() =>
        await Refused(Samples.Zip(("a.txt", [1]), ("a.txt", [2])), "file.damaged");

    [Test]
    public async Task Judge_cut_archive_is_damaged() =>
        await Refused(Samples.Zip(("a.txt", Random(100)))[..^10], "file.damaged");

    [Test]
    public async Task Judge_broken_data_is_damaged()
    {
        var bytes = Samples.Zip(("a.txt", new byte[5_000]));
        bytes[36] = 0xFF; // the deflated data begins behind a header of 30 bytes and a name of 5

        await Refused(bytes, "file.damaged");
    }

    private static async Task Refused(byte[] bytes, string code, object? arg = null, FileLimits? limits = null)
    {
        var judged = await Judge("a.zip", bytes, limits);

        Assert.That(judged.IsOk, Is.False);
        Assert.That(judged.Refusal.Code, Is.EqualTo(code));
        Assert.That(judged.Refusal.Args.FirstOrDefault(), Is.EqualTo(arg));
    }

    private static byte[] Random(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        bytes[0] = 1;
        return bytes;
    }
}
