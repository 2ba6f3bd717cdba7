using System.Buffers;
using System.Text.Json;
using Evenkeel.Interchange;
using Evenkeel.Numerics;

namespace Evenkeel.Lab.Questions;

/// <summary>A question that the page asks of theory and demonstrations; it has no state, and the same query is answered the same.</summary>
/// <remarks>To add one: derive it in a file of its own and give it a line in <see cref="LabQuestions.All"/>.</remarks>
public abstract class LabQuestion
{
    private const int MostLetters = 8192;

    /// <summary>What the page calls it, for example <c>chain</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it answers, in one sentence.</summary>
    public abstract string Purpose { get; }

    /// <summary>Answers.</summary>
    /// <param name="query">Keys and values as an address has them, without <c>?</c>; any text.</param>
    /// <param name="sources">Data and limits.</param>
    /// <param name="cancellation">Stops what takes long.</param>
    /// <returns>The answer; a query that is not usable is answered with problems, never refused.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public LabAnswer Answer(string query, QuestionSources sources, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(sources);
        QueryReader reader = new(query.Length <= MostLetters ? query : "");
        if (query.Length > MostLetters)
        {
            reader.Problem($"The query has {query.Length} letters but may have {MostLetters}; none of it is taken.");
        }

        try
        {
            ArrayBufferWriter<byte> buffer = new();
            using (Utf8JsonWriter json = new(buffer))
            {
                json.WriteStartObject();
                Write(json, reader, sources, cancellation);
                json.WriteEndObject();
            }

            Utf8JsonReader document = new(buffer.WrittenSpan);
            return new(reader.Canonical, reader.Problems, JsonElement.ParseValue(ref document));
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or QuadratureException or DataSourceException or IOException or Formats.TensorFileException)
        {
            reader.Problem(QueryText.Sentence(problem));
            return new(reader.Canonical, reader.Problems, null);
        }
    }

    /// <summary>Reads the query and writes the answer's fields.</summary>
    /// <param name="json">The writer, inside an object.</param>
    /// <param name="query">The query.</param>
    /// <param name="sources">Data and limits.</param>
    /// <param name="cancellation">Stops what takes long.</param>
    protected abstract void Write(Utf8JsonWriter json, QueryReader query, QuestionSources sources, CancellationToken cancellation);
}
