using System.Text.Json;
using Evenkeel.Experiments;
using Evenkeel.Lab.Questions;
using Evenkeel.Lab.Sessions;

namespace Evenkeel.Lab.Tests.Questions;

/// <summary>Asks as the hub does.</summary>
internal static class Asking
{
    private static readonly DataShelf Shelf = new(new() { Time = TimeProvider.System });

    public static QuestionSources Sources { get; } = new() { Data = spec => Shelf.Load(spec.Data, spec.Seed), Version = "0.1.0", Limits = new() { Parameters = 2_000_000, Batch = 10_000 } };

    /// <summary>An answer to a query in which nothing is wrong.</summary>
    public static JsonElement Clean(string question, string query)
    {
        LabAnswer answer = LabQuestions.Ask(question, query, Sources);
        answer.Problems.ShouldBeEmpty();
        return answer.Answer!.Value;
    }

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static JsonElement[] Items(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray()];

    public static double[] Numbers(this JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(item => item.GetDouble())];
}
