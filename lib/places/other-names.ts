import { foldText } from '../media/fold-text'

/**
 * What large towns are called at home or by their neighbours, where that begins otherwise than the name in the package, which knows one name
 * for each. Written by hand; a town that is missing is found by its English name.
 */
const PAIRS = `
Wien=Vienna; München=Munich; Cologne=Köln; Nuremberg=Nürnberg; Hanover=Hannover; Brunswick=Braunschweig;
Geneva=Genève; Genf=Genève; Zurigo=Zürich; Bruxelles=Brussels; Brüssel=Brussels; Brussel=Brussels;
Antwerpen=Antwerp; Anvers=Antwerp; Ghent=Gent; Gand=Gent; Bruges=Brugge; Den Haag=The Hague; Roma=Rome;
Rom=Rome; Milano=Milan; Mailand=Milan; Torino=Turin; Napoli=Naples; Neapel=Naples; Venezia=Venice;
Venedig=Venice; Firenze=Florence; Florenz=Florence; Genova=Genoa; Genua=Genoa; Padua=Padova;
København=Copenhagen; Kopenhagen=Copenhagen; Gothenburg=Göteborg; Warszawa=Warsaw; Warschau=Warsaw;
Krakau=Kraków; Cracow=Kraków; Breslau=Wrocław; Danzig=Gdańsk; Praha=Prague; Prag=Prague; Plzeň=Pilsen;
București=Bucharest; Bukarest=Bucharest; Beograd=Belgrade; Belgrad=Belgrade; Sofiya=Sofia; Athína=Athens;
Athina=Athens; Athen=Athens; Athènes=Athens; Αθήνα=Athens; Thessaloniki=Thessaloníki; Saloniki=Thessaloníki;
Moskva=Moscow; Moskau=Moscow; Москва=Moscow; Sankt-Peterburg=Saint Petersburg;
Sankt Petersburg=Saint Petersburg; Санкт-Петербург=Saint Petersburg; Kiev=Kyiv; Kiew=Kyiv; Київ=Kyiv;
Lemberg=Lviv; Odesa=Odessa; Lisboa=Lisbon; Lissabon=Lisbon; Lisbonne=Lisbon; Oporto=Porto; Seville=Sevilla;
Saragossa=Zaragoza; Londres=London; Londra=London; Parigi=Paris; París=Paris; Lyons=Lyon; Marseilles=Marseille;
Straßburg=Strasbourg; Nizza=Nice; İstanbul=Istanbul; Konstantinopel=Istanbul; Al Qahirah=Cairo; Kairo=Cairo;
Le Caire=Cairo; القاهرة=Cairo; Dimashq=Damascus; Damaskus=Damascus; Yerushalayim=Jerusalem; ירושלים=Jerusalem;
Tel-Aviv=Tel Aviv; Bagdad=Baghdad; Teheran=Tehran; تهران=Tehran; Peking=Beijing; 北京=Beijing; 上海=Shanghai;
香港=Hong Kong; 東京=Tokyo; Tokio=Tokyo; 京都=Kyoto; Kioto=Kyoto; 大阪=Osaka; 서울=Seoul; Séoul=Seoul; 台北=Taipei;
Bombay=Mumbai; Calcutta=Kolkata; Kalkutta=Kolkata; Madras=Chennai; Bangalore=Bengaluru; Krung Thep=Bangkok;
Saigon=Ho Chi Minh City; Hà Nội=Hanoi; Singapur=Singapore; Dschakarta=Jakarta; Ciudad de México=Mexico City;
Mexiko-Stadt=Mexico City; La Habana=Havana; Havanna=Havana; Nueva York=New York City; Kapstadt=Cape Town;
Kaapstad=Cape Town; Tanger=Tangier; Marrakesch=Marrakesh; Marrakech=Marrakesh; Alger=Algiers; Algier=Algiers;
Tripolis=Tripoli; Lucerne=Luzern; Bâle=Basel; Berne=Bern; Trient=Trento; Bozen=Bolzano; Triest=Trieste;
Laibach=Ljubljana; Agram=Zagreb; Preßburg=Bratislava; Ofen=Budapest; Reval=Tallinn; Helsingfors=Helsinki;
Åbo=Turku; Luxemburg=Luxembourg; Vatikanstadt=Vatican City
`

/** The names in the package by other names, both as they are looked up. A test says that each is the name of a town. */
export const ENGLISH_NAMES: ReadonlyMap<string, string[]> = byBeginning(
  PAIRS.trim()
    .split(/;\s*/)
    .map((pair): [string, string] => pair.split('=').map(foldText) as [string, string]),
)

/** Three letters are enough: what is typed is the beginning of a name. */
function byBeginning(pairs: [other: string, name: string][]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [other, name] of pairs) {
    const least = /^\p{Script=Latin}/u.test(other) ? 3 : 1
    for (let length = Math.min(least, other.length); length <= other.length; length += 1) {
      const key = other.slice(0, length)
      const known = found.get(key) ?? []
      if (!known.includes(name)) found.set(key, [...known, name])
    }
  }
  return found
}
