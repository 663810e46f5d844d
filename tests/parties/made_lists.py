"""Small list files in the published formats. Every name, number and reference is invented."""

UN = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-01T00:00:00.000Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>1</DATAID><FIRST_NAME>RI</FIRST_NAME><SECOND_NAME>CHOL SAN</SECOND_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>XXi.001</REFERENCE_NUMBER>
      <NAME_ORIGINAL_SCRIPT>리철산</NAME_ORIGINAL_SCRIPT>
      <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Ri Cheol San</ALIAS_NAME>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1961-05-12</DATE>
      </INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X0000001</NUMBER>
      </INDIVIDUAL_DOCUMENT>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>2</DATAID><FIRST_NAME>KUMBIT TRADING CORPORATION</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>XXe.001</REFERENCE_NUMBER>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Kumbit Muyok Hoesa</ALIAS_NAME>
      </ENTITY_ALIAS>
      <ENTITY_ADDRESS><STREET>Invented Street</STREET><CITY>Pyongyang</CITY>
      <COUNTRY>Democratic People's Republic of Korea</COUNTRY></ENTITY_ADDRESS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""
OFAC = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>11/02/2026</Publish_Date><Record_Count>2</Record_Count>
      </publshInformation>
  <sdnEntry><uid>90001</uid><firstName>Chol San</firstName><lastName>RI</lastName>
      <sdnType>Individual</sdnType>
    <programList><program>DPRK</program></programList>
    <akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category>
      <lastName>LEE</lastName><firstName>Cheol San</firstName></aka></akaList>
    <nationalityList><nationality><country>Korea, North</country></nationality></nationalityList>
    <dateOfBirthList><dateOfBirthItem><dateOfBirth>12 May 1961</dateOfBirth></dateOfBirthItem>
      </dateOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>90002</uid><lastName>KUMBIT 9</lastName><sdnType>Vessel</sdnType>
    <programList><program>DPRK</program></programList>
    <idList><id><uid>2</uid><idType>Vessel Registration Identification</idType>
      <idNumber>IMO 9999993</idNumber></id></idList>
    <vesselInfo><vesselType>Cargo</vesselType><vesselFlag>Korea, North</vesselFlag></vesselInfo>
  </sdnEntry>
</sdnList>
"""
OFAC_CSV = (
    '90001,"RI, Chol San","individual","DPRK","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ","-0- ",'
    "\"DOB 12 May 1961; nationality Korea, North; a.k.a. 'LEE, Cheol San'; Passport X0000001.\"\r\n"
    '90002,"KUMBIT 9","vessel","DPRK","-0- ","-0- ","Cargo","-0- ","-0- ","Korea, North","-0- ",'
    '"Vessel Registration Identification IMO 9999993."\r\n\x1a'
)
EU = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-03T10:00:00.000+01:00">
  <sanctionEntity designationDate="2026-01-01" unitedNationId="" euReferenceNumber="EU.0.01"
      logicalId="1">
    <regulation programme="PRK"/><subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Chol San" lastName="Ri" wholeName="Ri Chol San"/>
    <nameAlias wholeName="리철산"/>
    <birthdate birthdate="1961-05-12" year="1961"/><citizenship countryIso2Code="KP"/>
  </sanctionEntity>
</export>
"""
EU_CSV = (
    "\ufefffileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_SubjectType;"
    "Entity_Regulation_Programme;NameAlias_WholeName;BirthDate_BirthDate;"
    "Citizenship_CountryIsoCode;Address_CountryIsoCode;Identification_Number;Address_City\r\n"
    "2026-11-03;1;EU.0.01;P;PRK;Ri Chol San;;;;;\r\n"
    "2026-11-03;1;EU.0.01;P;PRK;리철산;;;;;\r\n"
    "2026-11-03;1;EU.0.01;P;PRK;;1961-05-12;KP;;;\r\n"
)
OWN = (
    "reference,type,name,original_name,aliases,dates,countries,identifiers,addresses\n"
    'OWN-1,entity,Kumbit Trading,공단,"Golden Light; Kumbit Muyok",2001,북한,IMO 9999993,평양시\n'
)
DOCTYPE = """<?xml version="1.0"?>
<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">
      <!ENTITY c SYSTEM "file:///etc/passwd">]>
<CONSOLIDATED_LIST><INDIVIDUALS>&b;&c;</INDIVIDUALS></CONSOLIDATED_LIST>
"""
