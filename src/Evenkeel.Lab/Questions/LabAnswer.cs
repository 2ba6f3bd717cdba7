using System.Collections.Immutable;
using System.Text.Json;

namespace Evenkeel.Lab.Questions;

/// <summary>What a question is answered.</summary>
/// <param name="Query">The query as it was understood: complete and valid, what is usual left out; keys that the question does not read stand at its end.</param>
/// <param name="Problems">One sentence for each part that was not usable, and what was taken instead.</param>
/// <param name="Answer">The answer; null where there is none, with the reason among the problems. Numbers that are not finite are null.</param>
public sealed record LabAnswer(string Query, ImmutableArray<string> Problems, JsonElement? Answer);
