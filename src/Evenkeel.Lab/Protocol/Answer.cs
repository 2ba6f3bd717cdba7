using System.Text.Json.Serialization;

namespace Evenkeel.Lab.Protocol;

/// <summary>What a question is answered with: the question as it was understood, what was wrong with it, and the answer.</summary>
/// <param name="Query">The question's query, complete and valid.</param>
/// <param name="Problems">One sentence for each part that was not usable.</param>
/// <param name="Content">What is written as <c>answer</c>.</param>
internal sealed record Answer(string Query, IReadOnlyList<string> Problems, [property: JsonPropertyName("answer")] object? Content);
