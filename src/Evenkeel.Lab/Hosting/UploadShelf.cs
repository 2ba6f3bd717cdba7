namespace Evenkeel.Lab.Hosting;

/// <summary>The tables that visitors have brought: in files that only this process's user reads, gone a minute after the last page of who brought them.</summary>
internal sealed class UploadShelf : IDisposable
{
    /// <summary>What the names of brought tables begin with.</summary>
    public const string Prefix = "upload:";

    private const int MostAVisitor = 3;

    private const int MostVisitorsWorth = 32;

    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(15);

    private readonly Lock turn = new();
    private readonly LabOptions options;
    private readonly ITimer rounds;
    private readonly List<Table> tables = [];
    private readonly Dictionary<string, int> open = [];
    private DirectoryInfo? folder;

    public UploadShelf(LabOptions options)
    {
        this.options = options;
        rounds = options.Time.CreateTimer(_ => Sweep(), null, Round, Round);
    }

    /// <summary>Tables that are there.</summary>
    public int Count
    {
        get
        {
            lock (turn) return tables.Count;
        }
    }

    /// <summary>Says that a table is gone.</summary>
    /// <param name="name">What an address calls it.</param>
    public static string Gone(string name) => $"The table '{Protocol.Parts.Shorten(name)}' is not here: a table goes a minute after the page that brought it, and another server never had it. Upload it again.";

    /// <summary>The file of a table.</summary>
    /// <param name="name">What an address calls it, such as <c>upload:3f…</c>.</param>
    /// <returns>Its path; null where there is none of that name.</returns>
    public string? FileOf(string name)
    {
        lock (turn) return tables.Find(table => table.Name == name)?.File;
    }

    /// <summary>Keeps a table; the visitor's oldest makes room for a fourth.</summary>
    /// <param name="visitor">Who brings it.</param>
    /// <param name="fileName">What messages and the page call it: letters, digits, - and _, and .csv.</param>
    /// <param name="bytes">The table.</param>
    /// <returns>What an address calls it; null where the lab holds as much as it may.</returns>
    public string? Add(string visitor, string fileName, byte[] bytes)
    {
        lock (turn)
        {
            Table[] own = [.. tables.Where(table => table.Visitor == visitor)];
            if (own.Length >= MostAVisitor)
            {
                Drop(own[0]);
            }

            if (tables.Sum(table => table.Bytes) + bytes.Length > MostVisitorsWorth * options.Limits.Upload)
            {
                return null;
            }

            string id = VisitorToken.New();
            folder ??= Directory.CreateTempSubdirectory("evenkeel-lab-");
            string file = Path.Combine(folder.CreateSubdirectory(id).FullName, fileName);
            File.WriteAllBytes(file, bytes);
            tables.Add(new(Prefix + id, visitor, file, bytes.Length, options.Time.GetUtcNow()));
            return Prefix + id;
        }
    }

    /// <summary>A page of a visitor is open until this is disposed.</summary>
    public IDisposable Enter(string visitor)
    {
        lock (turn) open[visitor] = open.GetValueOrDefault(visitor) + 1;
        return new Stays(this, visitor);
    }

    /// <summary>Lets go of tables whose visitor has no page.</summary>
    public void Sweep()
    {
        lock (turn)
        {
            DateTimeOffset now = options.Time.GetUtcNow();
            foreach (Table table in tables.ToArray())
            {
                if (open.ContainsKey(table.Visitor))
                {
                    table.LastSeen = now;
                }
                else if (now - table.LastSeen > Stay)
                {
                    Drop(table);
                }
            }
        }
    }

    public void Dispose()
    {
        rounds.Dispose();
        lock (turn)
        {
            tables.Clear();
            if (folder is not null) Delete(folder.FullName);
        }
    }

    private static void Delete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever cleans this machine's temporary files was here first, or somebody reads the table; a timer that throws would end the lab.
        }
    }

    private void Leave(string visitor)
    {
        lock (turn)
        {
            foreach (Table table in tables.Where(table => table.Visitor == visitor))
            {
                table.LastSeen = options.Time.GetUtcNow();
            }

            if (--open[visitor] == 0)
            {
                open.Remove(visitor);
            }
        }
    }

    private void Drop(Table table)
    {
        tables.Remove(table);
        Delete(Path.GetDirectoryName(table.File)!);
    }

    private sealed class Table(string name, string visitor, string file, long bytes, DateTimeOffset since)
    {
        public string Name { get; } = name;

        public string Visitor { get; } = visitor;

        public string File { get; } = file;

        public long Bytes { get; } = bytes;

        /// <summary>When a page of the visitor was open last.</summary>
        public DateTimeOffset LastSeen { get; set; } = since;
    }

    private sealed class Stays(UploadShelf shelf, string visitor) : IDisposable
    {
        private bool isOver;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isOver, true)) shelf.Leave(visitor);
        }
    }
}
