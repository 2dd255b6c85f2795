using Marketplace.Matching;

namespace Marketplace.Tests.Matching;

/// <summary>Documents for the tests of matching.</summary>
internal static class MatchTexts
{
    private static readonly string[] Words =
    [
        "laser", "welding", "battery", "solid", "state", "electrolyte", "gallium", "nitride", "power", "device", "sensor", "imaging",
        "激光", "焊接", "电池", "固态", "电解质", "氮化镓", "功率", "器件", "传感器", "成像", "芯片", "封装", "5nm", "200 ℃", "Si3N4",
    ];

    public static MatchDocument Document(string id, params string[] texts) =>
        new(id, [.. texts.Select((text, i) => new MatchPart($"{id}/{i}", text))]);

    /// <summary>A text of some words, the frequent ones first in the list.</summary>
    public static string RandomText(Random random, int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[random.Next(random.Next(Words.Length) + 1)]));

    public static MatchDocument RandomDocument(Random random, string id) =>
        Document(id, [.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => RandomText(random, random.Next(2, 15)))]);

    public static string Word(int number) => Words[number % Words.Length];
}
