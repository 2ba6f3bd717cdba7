using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Evenkeel.Numerics;

namespace Evenkeel.Experiments.Studies;

/// <summary>Reads the axes of a study.</summary>
internal static class AxisReader
{
    /// <summary>The most points of one axis.</summary>
    public const int MostPoints = 100_000;

    private const string LogUniform = "logUniform";

    private static readonly string[] Sources = ["values", "range", "logRange", "random"];
    private static readonly string[] Laws = ["uniform", LogUniform];

    /// <summary>Reads an axis.</summary>
    /// <param name="element">The object.</param>
    /// <param name="where">Where it stands, for errors.</param>
    /// <exception cref="FormatException">It is no axis; the message says why.</exception>
    public static StudyAxis Read(JsonElement element, string where)
    {
        StudyReader axis = new(element, where, StudyFormat.Axis);
        (ImmutableArray<StudyField> fields, bool isList) = Fields(axis);
        string[] sources = [.. Sources.Where(name => axis.Find(name) is not null)];
        if (sources.Length != 1)
        {
            throw new FormatException(sources.Length == 0
                ? $"{where} has no points; give it one of {string.Join(", ", Sources)}."
                : $"{where} has both '{sources[0]}' and '{sources[1]}'; leave one out.");
        }

        ImmutableArray<AxisPoint> points = [.. (sources[0] switch
        {
            "values" => Listed(axis, fields, isList),
            "range" => OneField(axis, fields, "range", StudyFormat.Range, Range),
            "logRange" => OneField(axis, fields, "logRange", StudyFormat.LogRange, LogRange),
            _ => Random(axis, fields),
        }).Take(MostPoints + 1)];
        return points.Length switch
        {
            0 => throw new FormatException($"{where} has no points: its {sources[0]} is empty, and so would be the study."),
            > MostPoints => throw new FormatException($"{where} has more than {MostPoints} points."),
            _ => new(fields, points),
        };
    }

    /// <summary>An axis of schemes, for an experiment that names several.</summary>
    public static StudyAxis OfSchemes(ImmutableArray<string> schemes)
    {
        StudyField field = StudyFields.Find(StudyFields.Schemes, "The study");
        return new([field], [.. schemes.Select(scheme => new AxisPoint([field.Read(JsonElement.Parse($"\"{JsonEncodedText.Encode(scheme)}\""), "base.schemes")]))]);
    }

    private static (ImmutableArray<StudyField> Fields, bool IsList) Fields(StudyReader axis)
    {
        JsonElement set = axis.Find("set") ?? throw new FormatException($"{axis.Where} lacks the field 'set', which says what it sets.");
        JsonElement[] names = set.ValueKind == JsonValueKind.Array ? [.. set.EnumerateArray()] : [set];
        if (names.Length == 0 || names.Any(name => name.ValueKind != JsonValueKind.String))
        {
            throw axis.Refusal("set", "the name of a field, or a list of names", set);
        }

        ImmutableArray<StudyField> fields = [.. names.Select(name => StudyFields.Find(name.GetString()!, axis.Where))];
        return fields.GroupBy(field => field.Path).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new FormatException($"{axis.Where} sets {twice.Key} twice.")
            : (Templated(axis, fields), set.ValueKind == JsonValueKind.Array);
    }

    private static ImmutableArray<StudyField> Templated(StudyReader axis, ImmutableArray<StudyField> fields) =>
        axis.Find(StudyFormat.Template) is null ? fields
        : fields is [var field] ? [field.In(axis.Text(StudyFormat.Template, ""), axis.Where)]
        : throw new FormatException($"{axis.Where} sets {fields.Length} fields, but a template makes the text of one; list the 'values', or set one field.");

    private static IEnumerable<AxisPoint> Listed(StudyReader axis, ImmutableArray<StudyField> fields, bool isList)
    {
        HashSet<string> seen = [];
        foreach ((int index, JsonElement value) in axis.List("values").Index())
        {
            string where = $"{axis.Where}.values[{index}]";
            if (isList && (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != fields.Length))
            {
                throw new FormatException($"{where} must be a list of {fields.Length}, one value for each of {string.Join(", ", fields.Select(field => field.Path))}, but is {value.GetRawText()}.");
            }

            AxisPoint point = new([.. fields.Select((field, i) => field.Read(isList ? value[i] : value, where))]);
            yield return seen.Add(string.Join(',', point.Json)) ? point : throw new FormatException($"{where} is there already: {string.Join(", ", point.Labels)}.");
        }
    }

    private static IEnumerable<AxisPoint> OneField(StudyReader axis, ImmutableArray<StudyField> fields, string source, ImmutableArray<StudyPart> parts, Func<StudyReader, IEnumerable<double>> numbers)
    {
        if (fields.Length > 1) throw new FormatException($"{axis.Where} sets {fields.Length} fields, but '{source}' gives one number; list 'values', or draw them at 'random'.");
        CheckNumeric(axis, fields);
        StudyReader range = new(axis.Find(source)!.Value, $"{axis.Where}.{source}", parts);
        return Distinct(numbers(range).Select(number => new[] { number }), fields, range.Where);
    }

    /// <summary>In decimal, so that 0.1, 0.2, 0.3 are what a person would write.</summary>
    private static IEnumerable<double> Range(StudyReader range)
    {
        (decimal from, decimal to, decimal step) = (Decimal(range, "from"), Decimal(range, "to"), Decimal(range, "step"));
        if (step == 0) throw new FormatException($"{range.Where}: 'step' is 0, with which no other number is reached.");
        for (int i = 0; i <= MostPoints && (step > 0 ? from + i * step <= to : from + i * step >= to); i++) yield return (double)(from + i * step);
    }

    private static decimal Decimal(StudyReader range, string name) => Math.Abs(range.NeededNumber(name)) < 1e15
        ? (decimal)range.NeededNumber(name)
        : throw range.Refusal(name, "a number of fewer than 16 digits", range.Find(name)!.Value);

    private static IEnumerable<double> LogRange(StudyReader range)
    {
        (double from, double to) = (range.NeededNumber("from"), range.NeededNumber("to"));
        int count = range.NeededWhole("count", 1, MostPoints);
        if (from <= 0 || to <= 0) throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{range.Where} runs from {from} to {to}; equal ratios need both above 0."));
        if (count == 1 && from != to) throw new FormatException($"{range.Where}: 'count' is 1, which leaves no place for both 'from' and 'to'.");
        double ratio = Elementary.Log(to / from);
        for (int i = 0; i < count; i++) yield return i == 0 ? from : i == count - 1 ? to : Rounded(from * Elementary.Exp(ratio * i / (count - 1)));
    }

    private static IEnumerable<AxisPoint> Random(StudyReader axis, ImmutableArray<StudyField> fields)
    {
        CheckNumeric(axis, fields);
        StudyReader random = new(axis.Find("random")!.Value, $"{axis.Where}.random", StudyFormat.Random);
        ImmutableArray<string> laws = LawsOf(random, fields.Length);
        (ImmutableArray<double> from, ImmutableArray<double> to) = (random.Numbers("from", fields.Length), random.Numbers("to", fields.Length));
        int count = random.NeededWhole("count", 1, MostPoints), seed = random.Whole("seed", int.MinValue, int.MaxValue) ?? 0;
        RandomSequence[] sequences = [.. fields.Select(field => ((Seed)seed).For(field.Path).Sequence())];
        for (int i = 0; i < fields.Length; i++)
        {
            if (to[i] < from[i] || (laws[i] == LogUniform && from[i] <= 0))
            {
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{random.Where} draws {fields[i].Path} from {from[i]} to {to[i]}; {(to[i] < from[i] ? "'from' must not be above 'to'" : "logUniform needs both above 0")}."));
            }
        }

        return Distinct(Enumerable.Range(0, count).Select(_ => fields.Select((field, i) => Draw(ref sequences[i], field, laws[i], from[i], to[i])).ToArray()), fields, random.Where);
    }

    private static double Draw(ref RandomSequence sequence, StudyField field, string law, double from, double to)
    {
        // A whole number stands for all that round to it, so that the ends are as likely as the others.
        double room = field.Kind == FieldKind.Whole && law != LogUniform ? 0.5 : 0;
        double drawn = law == LogUniform
            ? from * Elementary.Exp(sequence.NextDouble() * Elementary.Log(to / from))
            : sequence.NextUniform(from - room, to + room);
        return Math.Clamp(field.Kind == FieldKind.Whole ? Math.Round(drawn) : Rounded(drawn), from, to);
    }

    private static ImmutableArray<string> LawsOf(StudyReader random, int count)
    {
        JsonElement value = random.Find("law") ?? throw new FormatException($"{random.Where} lacks the field 'law': {string.Join(" or ", Laws)}.");
        string[] laws = [.. (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : Enumerable.Repeat(value, count)).Select(law => law.ValueKind == JsonValueKind.String ? law.GetString()! : law.GetRawText())];
        return laws.FirstOrDefault(law => !Laws.Contains(law)) is { } unknown ? throw new FormatException($"{random.Where} has an unknown law '{unknown}'.{Spelling.Suggestion(unknown, Laws)}")
            : laws.Length == count ? [.. laws]
            : throw random.Refusal("law", $"one law, or {count}", value);
    }

    /// <summary>Each point once: numbers rounded to whole ones, and random ones, may meet.</summary>
    private static IEnumerable<AxisPoint> Distinct(IEnumerable<double[]> numbers, ImmutableArray<StudyField> fields, string where) =>
        numbers.Select(point => new AxisPoint([.. fields.Select((field, i) => field.Read(JsonElement.Parse(StudyField.Text(field.Kind == FieldKind.Whole ? Whole(point[i], where) : point[i])), where))]))
            .DistinctBy(point => string.Join(',', point.Json));

    private static double Whole(double number, string where) => Math.Abs(number) < 1L << 53 ? Math.Round(number) : throw new FormatException($"{where} reaches {StudyField.Text(number)}, beyond whole numbers.");

    private static void CheckNumeric(StudyReader axis, ImmutableArray<StudyField> fields)
    {
        if (fields.FirstOrDefault(field => field.Kind == FieldKind.Word) is { } field)
        {
            throw new FormatException($"{axis.Where} sets {field.Path}, which is no number; list its 'values', or give a 'template' with {{}} in the place of the number.");
        }
    }

    /// <summary>To 12 significant digits: what a person would write.</summary>
    private static double Rounded(double number) => double.Parse(number.ToString("G12", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
