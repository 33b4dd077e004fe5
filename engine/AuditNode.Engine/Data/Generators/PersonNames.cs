namespace AuditNode.Engine.Data.Generators;

/// <summary>
/// Words that invented persons are put together from: common names of several languages, streets, and towns that do not exist.
/// </summary>
internal static class PersonNames
{
    public static readonly string[] Given =
    [
        "Ada", "Ahmed", "Aiko", "Alice", "Amara", "Anders", "Anna", "Arjun", "Beatriz", "Ben", "Carla", "Carlos", "Chen", "Chiara",
        "Clara", "Daniel", "David", "Elena", "Emil", "Emma", "Farid", "Fatima", "Felix", "Grace", "Hana", "Hugo", "Ibrahim", "Ines",
        "Ivan", "Jakub", "James", "Jana", "José", "Julia", "Kofi", "Lars", "Leila", "Liam", "Lucía", "Maja", "Marco", "Maria", "Mehmet",
        "Mina", "Nadia", "Noah", "Nora", "Olga", "Omar", "Paul", "Priya", "Rafael", "Rosa", "Samuel", "Sara", "Sofia", "Søren", "Tariq",
        "Tomás", "Uma", "Viktor", "Wei", "Yara", "Zoë",
    ];

    public static readonly string[] Family =
    [
        "Abe", "Almeida", "Andersen", "Bauer", "Becker", "Bianchi", "Brown", "Castillo", "Chen", "Costa", "Diallo", "Dubois", "Eriksen",
        "Farouk", "Fernández", "Fischer", "García", "Haddad", "Hansen", "Hernández", "Hoffmann", "Ito", "Ivanova", "Jansen", "Jensen",
        "Johnson", "Kaya", "Khan", "Kim", "Kowalski", "Kumar", "Larsen", "Lee", "Lopes", "Martin", "Mensah", "Meyer", "Moreau", "Müller",
        "Nguyen", "Nielsen", "Novak", "Okafor", "O'Neill", "Patel", "Pereira", "Petrov", "Popescu", "Ricci", "Rossi", "Santos", "Sato",
        "Schmidt", "Silva", "Singh", "Smith", "Suzuki", "Tanaka", "Torres", "Virtanen", "Wagner", "Wang", "Weber", "Yılmaz",
    ];

    public static readonly string[] Streets =
    [
        "Ash Lane", "Birch Road", "Bridge Street", "Canal Walk", "Cedar Avenue", "Chapel Lane", "Church Street", "Elm Road", "Fern Way",
        "Garden Street", "Harbour Road", "Hazel Close", "High Street", "Hill Rise", "Juniper Lane", "King's Road", "Lake View",
        "Linden Street", "Maple Avenue", "Market Square", "Meadow Lane", "Mill Road", "North Street", "Oak Avenue", "Orchard Way",
        "Park Road", "Pine Street", "Quarry Hill", "River Walk", "School Lane", "Station Road", "Willow Court",
    ];

    public static readonly string[] Towns =
    [
        "Aldmere", "Brackenford", "Castlewick", "Dunmoor", "Eastholm", "Fairhaven", "Glenbrook", "Hartfell", "Ivydale", "Kingsreach",
        "Larkhill", "Marlow Bay", "Northwell", "Oakhurst", "Pinefield", "Ravensby",
    ];

    public static readonly string[] Conditions =
    [
        "none", "asthma", "diabetes", "hypertension", "depression", "arthritis", "migraine", "epilepsy", "anaemia", "heart failure",
        "HIV", "cancer",
    ];
}
